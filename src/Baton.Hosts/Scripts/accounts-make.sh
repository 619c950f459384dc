# Makes the groups and users that are missing here, with the numbers that they have elsewhere where those are free. Nobody can log in by password.
# Arguments: groups(list of NAME TAB GID TAB MEMBERS) users(list of NAME TAB UID TAB GROUP TAB HOME TAB SHELL TAB GECOS)
# Answers: made*(NAME) renumbered*(NAME WANTED HERE)
# Problems: tool-missing
# shellcheck shell=bash disable=SC2154

need_tool useradd
need_tool groupadd

# read takes tabs that follow one another for one; a field may be empty.
fields() {
    local rest=$1$'\t'
    row=()
    while [[ -n $rest ]]; do
        row+=("${rest%%$'\t'*}")
        rest=${rest#*$'\t'}
    done
}

while IFS= read -r line; do
    [[ -n $line ]] || continue
    fields "$line"
    name=${row[0]} gid=${row[1]}
    if ! getent group "$name" >/dev/null; then
        if getent group "$gid" >/dev/null; then
            groupadd -r -- "$name"
            answer renumbered "$name" "$gid" "$(getent group "$name" | cut -d: -f3)"
        else
            groupadd -g "$gid" -- "$name"
        fi
        answer made "$name"
    fi
done <<<"$groups"

while IFS= read -r line; do
    [[ -n $line ]] || continue
    fields "$line"
    name=${row[0]} uid=${row[1]} group=${row[2]} home=${row[3]} shell=${row[4]} gecos=${row[5]-}
    if ! getent passwd "$name" >/dev/null; then
        number=(-u "$uid")
        if getent passwd "$uid" >/dev/null; then
            number=(-r)
        fi
        # -M: the home folder comes over with the files, when it is to come.
        useradd -M -N "${number[@]}" -g "$group" -d "$home" -s "$shell" -c "$gecos" -- "$name" 2>/dev/null
        here=$(id -u -- "$name")
        [[ $here == "$uid" ]] || answer renumbered "$name" "$uid" "$here"
        answer made "$name"
    fi
done <<<"$users"

# Members, once all are there.
while IFS= read -r line; do
    [[ -n $line ]] || continue
    fields "$line"
    IFS=, read -ra members <<<"${row[2]-}"
    for member in "${members[@]}"; do
        if getent passwd "$member" >/dev/null && ! id -nG -- "$member" | tr ' ' '\n' | grep -qxF -- "${row[0]}"; then
            usermod -a -G "${row[0]}" -- "$member"
        fi
    done
done <<<"$groups"
