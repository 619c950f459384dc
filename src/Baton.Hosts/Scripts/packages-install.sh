# Installs packages from the distribution. Nothing that they bring is started, and PostgreSQL's makes no cluster: its data come over.
# Arguments: packages(list) automatic(list: those of them that were installed for others only)
# Problems: tool-missing package-unavailable package-failed
# shellcheck shell=bash disable=SC2154

need_tool apt-get
export DEBIAN_FRONTEND=noninteractive
mapfile -t wanted <<<"$packages"
mapfile -t for_others <<<"$automatic"
options=(-y -q --no-install-recommends -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confold -o Dpkg::Options::=--force-confdef)

# An image of one's own may have them all.
if states=$(dpkg-query -W -f='${db:Status-Status}\n' -- "${wanted[@]}" 2>/dev/null) && ! grep -qvxF installed <<<"$states"; then
    exit 0
fi

# An earlier try may have been cut off in the middle.
dpkg --configure -a --force-confold >/dev/null 2>&1 || true
# The machine may be at it itself, in its first minutes.
for ((i = 0; i < 30; i++)); do
    if said=$(apt-get update -q -o DPkg::Lock::Timeout=600 2>&1); then break; fi
    [[ $said == *'Could not get lock'* ]] || break
    pause 5
done
unavailable=$(apt-cache policy -- "${wanted[@]}" 2>/dev/null | awk '/^[^ ].*:$/ { name = substr($1, 1, length($1) - 1); seen[name] = 1 } /Candidate: \(none\)/ { print name }')
known=$(apt-cache policy -- "${wanted[@]}" 2>/dev/null | awk '/^[^ ].*:$/ { print substr($1, 1, length($1) - 1) }')
for name in "${wanted[@]}"; do
    grep -qxF -- "$name" <<<"$known" || unavailable+=$'\n'$name
done
[[ -z ${unavailable//$'\n'/} ]] || problem package-unavailable "$(tr '\n' ' ' <<<"$unavailable")"

if [[ ! -e /usr/sbin/policy-rc.d ]]; then
    # https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt: 101 forbids the action.
    write_file /usr/sbin/policy-rc.d 755 <<<'#!/bin/sh
# Installed by Baton while it installs packages.
exit 101'
fi
forget_policy() {
    if grep -qs 'Installed by Baton' /usr/sbin/policy-rc.d; then rm -f /usr/sbin/policy-rc.d; fi
}
trap forget_policy EXIT
mkdir -p /etc/postgresql-common/createcluster.d
write_file /etc/postgresql-common/createcluster.d/baton.conf 644 <<<'create_main_cluster = false'

# Not flushed file by file: should the power fail now, one starts again with a fresh machine.
said=$(apt-get install "${options[@]}" -o Dpkg::Options::=--force-unsafe-io -- "${wanted[@]}" 2>&1) || problem package-failed "$(tail -n 5 <<<"$said")"
if [[ -n ${for_others[0]-} ]]; then
    apt-mark auto -- "${for_others[@]}" >/dev/null
fi
rm -f /etc/postgresql-common/createcluster.d/baton.conf
sync
