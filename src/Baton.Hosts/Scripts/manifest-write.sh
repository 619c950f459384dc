# Writes the checksums of all files in some folders to this server's disk, where a copy of it finds them. Arguments: run, folders (one a line).
# shellcheck shell=bash disable=SC2154
folder=/var/lib/baton/$run
mkdir -p "$folder"
mapfile -t paths <<<"$folders"
for path in "${paths[@]}"; do
    [[ -d $path ]] || problem folder-missing "$path"
done

# A file may go while we read: it is then no part of the list.
find "${paths[@]}" -type f -print0 | sort -z | xargs -0 -r sha256sum 2>/dev/null | write_file "$folder/manifest" 600 || true
sync "$folder/manifest" "$folder"
read -r digest _ < <(sha256sum "$folder/manifest")
answer files "$(wc -l <"$folder/manifest")"
answer bytes "$(find "${paths[@]}" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%d", sum }')"
answer digest "sha256:$digest"
