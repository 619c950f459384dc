# What an administrator looks after on a server: updates. Changes nothing; what apt knows is as old as its lists.
# Answers: updates(number, or nothing where it cannot be told) security lists_days automatic(yes|no)
# shellcheck shell=bash

updates='' security='' lists_days=''
automatic=no
if command -v apt-get >/dev/null; then
    if said=$(LC_ALL=C apt-get -s -o Debug::NoLocking=true dist-upgrade 2>/dev/null); then
        updates=$(grep -c '^Inst ' <<<"$said" || true)
        security=$(grep -c '^Inst .*[-/]security' <<<"$said" || true)
    fi
    newest=$(find /var/lib/apt/lists -maxdepth 1 -type f -name '*_*' -printf '%T@\n' 2>/dev/null | sort -n | tail -n 1)
    newest=${newest%.*}
    [[ -z $newest ]] || lists_days=$((($(date +%s) - newest) / 86400))
    if command -v unattended-upgrade >/dev/null && apt-config dump APT::Periodic::Unattended-Upgrade 2>/dev/null | grep -q '"[1-9]'; then
        automatic=yes
    fi
fi
answer updates "$updates"
answer security "$security"
answer lists_days "$lists_days"
answer automatic "$automatic"
