# Reads every byte of the folders.
# Arguments: folders(list)
# Answers: folder*(PATH FILES BYTES SHA256)
# Problems: folder-missing
# shellcheck shell=bash disable=SC2154

while IFS= read -r folder; do
    [[ -d $folder ]] || problem folder-missing "$folder"
    cd "$folder" || exit
    read -r files bytes <<<"$(find . -type f -printf '%s\n' | awk '{ n++; s += $1 } END { printf "%d %.0f", n, s }')"
    # Names, kinds, modes, owners and link targets; then the content. Times are left out: rsync and tar round them differently.
    sum=$({
        find . -printf '%P\t%y\t%m\t%U\t%G\t%l\0' | sort -z
        find . -type f -print0 | sort -z | xargs -0 -r sha256sum -z
    } | sha256sum)
    answer folder "$folder" "$files" "$bytes" "${sum%% *}"
done <<<"$folders"
