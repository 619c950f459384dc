# How far the copy of the old machine's cluster is.
# Arguments: slot tablespaces(list), the layout (pg_*)
# Answers: state(running|done|failed|none) bytes detail
# shellcheck shell=bash disable=SC2154

state=none
detail=
if systemctl -q is-active baton-copy.service; then
    state=running
elif [[ -e $pg_data/baton.copied && $(<"$pg_data/baton.copied") == "$slot" ]]; then
    state='done'
elif [[ $(systemctl show -p Result --value baton-copy.service) != success ]]; then
    state=failed
    detail=$(journalctl -u baton-copy.service -n 3 -o cat --no-pager 2>/dev/null | tr '\n\t' '  ')
fi
answer state "$state"
mapfile -t directories <<<"$pg_data"$'\n'"$tablespaces"
bytes=0
for directory in "${directories[@]}"; do
    [[ -z $directory || ! -d $directory ]] || bytes=$((bytes + $(du -sb -- "$directory" 2>/dev/null | cut -f1)))
done
answer bytes "$bytes"
answer detail "$detail"
