# On the new machine: takes files and folders over the link to where they are on the old one. Owners by name, so that they are right even where numbers differ.
# Arguments: paths(list) shallow(list: folders of which only they and those above come, without what is in them)
# Answers: files bytes ms
# Problems: folder-name folder-missing link-down tool-missing
# shellcheck shell=bash disable=SC2154

need_tool rsync
started=$(now_ms)
files=0
bytes=0
: >/etc/baton/link/by-name
while IFS= read -r path; do
    [[ -n $path ]] || continue
    [[ $path =~ ^/[A-Za-z0-9._/+@-]+$ && $path != */ ]] || problem folder-name "$path"
    mkdir -p "${path%/*}/"
    said=$(rsync -aHAXS --relative --delete --out-format='>%l %n' -e 'ssh -F /etc/baton/link/config' "old:$path" / 2>&1) || {
        status=$?
        case $status in
            12 | 30 | 35 | 255) problem link-down "rsync ended with $status: ${said:0:300}" ;;
            23) problem folder-missing "$path (${said:0:200})" ;;
            24) ;;
            *)
                printf '%s\n' "$said" >&2
                exit "$status"
                ;;
        esac
    }
    while read -r size name; do
        [[ $size == '>'* && $name != */ ]] || continue
        files=$((files + 1))
        bytes=$((bytes + ${size#>}))
    done <<<"$said"
done <<<"$paths"
while IFS= read -r path; do
    [[ -n $path ]] || continue
    rsync -lptgoDdAX --relative -e 'ssh -F /etc/baton/link/config' "old:$path" / || problem folder-missing "$path"
done <<<"$shallow"
[[ ! -d /run/systemd/system ]] || systemctl daemon-reload
sync
answer files "$files"
answer bytes "$bytes"
answer ms "$(($(now_ms) - started))"
