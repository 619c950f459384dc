# What the distribution's package manager has installed.
# Answers: manager(apt|none) package*(NAME VERSION MANUAL(yes|no))
# shellcheck shell=bash

if ! command -v dpkg-query >/dev/null || ! command -v apt-mark >/dev/null; then
    answer manager none
    exit 0
fi
answer manager apt
declare -A manual
while IFS= read -r name; do
    manual[${name%%:*}]=yes
done < <(apt-mark showmanual)
while IFS=$'\t' read -r status name version; do
    [[ $status == 'ii '* || $status == 'hi '* ]] || continue
    answer package "$name" "$version" "${manual[$name]-no}"
done < <(dpkg-query -W -f '${db:Status-Abbrev}\t${Package}\t${Version}\n')
