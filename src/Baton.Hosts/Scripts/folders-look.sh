# Looks whether what baton.yaml names is there. Changes nothing. Arguments: folders (one a line). Problems: folder-missing folder-name, one for each folder.
# shellcheck shell=bash disable=SC2154
mapfile -t list <<<"$folders"
wrong=0
for folder in "${list[@]}"; do
    # Each in a process of its own, since the first problem ends it: the operator is told of all of them.
    (
        [[ $folder =~ ^/[A-Za-z0-9._/+@-]+$ && $folder != */ ]] || problem folder-name "$folder"
        [[ -d $folder ]] || problem folder-missing "$folder"
    ) || wrong=$?
done
exit "$wrong"
