# Makes the locales that are missing here, for good, and sets the time zone.
# Arguments: locales(list, as locale -a says) timezone(or empty)
# Problems: locale-unknown
# shellcheck shell=bash disable=SC2154

# de_DE.UTF-8 and de_DE.utf8 are the same.
plain() {
    local name=${1%%@*} at=
    [[ $1 != *@* ]] || at=@${1#*@}
    if [[ $name == *.* ]]; then
        local charset=${name#*.}
        charset=${charset,,}
        name=${name%%.*}.${charset//-/}
    fi
    printf '%s%s' "$name" "$at"
}

declare -A here supported
while IFS= read -r name; do
    here[$(plain "$name")]=yes
done < <(locale -a 2>/dev/null)
missing=()
while IFS= read -r name; do
    [[ -z $name || -n ${here[$(plain "$name")]-} ]] || missing+=("$(plain "$name")")
done <<<"$locales"
if ((${#missing[@]})); then
    # Lines as "de_DE.UTF-8 UTF-8" and "de_DE ISO-8859-1".
    if [[ -r /usr/share/i18n/SUPPORTED ]]; then
        while read -r name charset; do
            supported[$(plain "$name")]="$name $charset"
        done </usr/share/i18n/SUPPORTED
    fi
    added=
    for name in "${missing[@]}"; do
        # locale -a also shows aliases, such as "german"; what only they name is another's name.
        [[ $name == *_* ]] || continue
        line=${supported[$name]-}
        # A locale with the charset that is its default is shown with and without it.
        [[ -n $line ]] || line=${supported[${name%.*}]-}
        [[ -n $line ]] || problem locale-unknown "$name"
        grep -qxF -- "$line" /etc/locale.gen 2>/dev/null || printf '%s\n' "$line" >>/etc/locale.gen
        added=yes
    done
    [[ -z $added ]] || locale-gen >/dev/null || problem locale-unknown "${missing[*]}"
fi
if [[ -n $timezone && -e /usr/share/zoneinfo/$timezone && $(readlink -f /etc/localtime) != "/usr/share/zoneinfo/$timezone" ]]; then
    ln -sfn "/usr/share/zoneinfo/$timezone" /etc/localtime
    [[ ! -e /etc/timezone ]] || printf '%s\n' "$timezone" >/etc/timezone
fi
