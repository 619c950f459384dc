# On the new machine: makes folders equal, over the link. What the receiving side has and the sending side has not is deleted.
# Arguments: direction(pull|push) folders(list)
# Answers: files bytes ms
# Problems: folder-name link-down tool-missing disk-full
# shellcheck shell=bash disable=SC2154

need_tool rsync
# One at a time: one whose Baton was killed goes on, and would delete what is written here after a switch that has not waited for it.
exec {passes}>"${files_lock:-/run/baton-files.lock}"
flock "$passes"
# A copy of the old machine has its numbers of users; a machine made anew may have others for the same names.
numbers=(--numeric-ids)
[[ ! -e /etc/baton/link/by-name ]] || numbers=()
started=$(now_ms)
files=0
bytes=0
while IFS= read -r folder; do
    [[ $folder =~ ^/[A-Za-z0-9._/+@-]+$ && $folder != */ ]] || problem folder-name "$folder"
    from=old:$folder/
    to=$folder/
    if [[ $direction == push ]]; then
        from=$folder/
        to=old:$folder/
    else
        mkdir -p "$folder"
    fi
    # The lock is this script's: a connection that rsync leaves behind must not keep it.
    # -aHAXS --numeric-ids: all that a file is. Not -c: sizes and times to the nanosecond tell what changed.
    said=$(rsync -aHAXS "${numbers[@]}" --delete --out-format='>%l %n' -e 'ssh -F /etc/baton/link/config' "$from" "$to" 2>&1 {passes}>&-) || {
        status=$?
        case $status in
            12 | 30 | 35 | 255) problem link-down "rsync ended with $status: ${said:0:300}" ;;
            # Files that vanished while they were copied: the next pass sees to it.
            24) ;;
            11)
                # An error of files; which one is told by the disk.
                if [[ $direction == pull && $(df --output=avail -B1 "$folder" | tail -n 1) -lt $((1 << 20)) ]]; then
                    problem disk-full "$(df --output=target "$folder" | tail -n 1)"
                fi
                printf '%s\n' "$said" >&2
                exit "$status"
                ;;
            *)
                printf '%s\n' "$said" >&2
                exit "$status"
                ;;
        esac
    }
    new=()
    while read -r size name; do
        # Not the folders, which rsync names with a slash at the end.
        [[ $size == '>'* && $name != */ ]] || continue
        files=$((files + 1))
        bytes=$((bytes + ${size#>}))
        new+=("$folder/$name")
    done <<<"$said"
    # What was acknowledged must survive a power cut on this side too. Few files are flushed by name: the whole file system may hold much of PostgreSQL's.
    if [[ $direction == pull ]]; then
        if ((${#new[@]} > 500)); then
            sync -f "$folder"
        elif ((${#new[@]} > 0)); then
            sync -d -- "${new[@]}" 2>/dev/null || sync -f "$folder"
        fi
    fi
done <<<"$folders"
answer files "$files"
answer bytes "$bytes"
answer ms "$(($(now_ms) - started))"
