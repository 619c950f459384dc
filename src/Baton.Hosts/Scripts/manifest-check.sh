# On a copy: are the files that the list names there, byte for byte? Arguments: run, digest (of the list).
# shellcheck shell=bash disable=SC2154
manifest=/var/lib/baton/$run/manifest
if [[ ! -e $manifest ]]; then
    answer passed no
    answer detail "the list of files is not on this copy"
    exit 0
fi

read -r found _ < <(sha256sum "$manifest")
if [[ "sha256:$found" != "$digest" ]]; then
    answer passed no
    answer detail "the list of files is not the one that was recorded"
    exit 0
fi

bad=0 changed=0 first=
while IFS= read -r line; do
    file=${line%: FAILED*}
    # What was written or removed between the list and the snapshot is as it should be; its time says so.
    if [[ $file -nt $manifest || (! -e $file && $(dirname "$file") -nt $manifest) ]]; then
        changed=$((changed + 1))
    else
        bad=$((bad + 1))
        first=${first:-$file}
    fi
done < <(LC_ALL=C sha256sum --check --quiet "$manifest" 2>/dev/null || true)

all=$(wc -l <"$manifest")
if [[ $bad -eq 0 ]]; then
    answer passed yes
    answer detail "$all files, $changed of them changed after the list was made"
else
    answer passed no
    answer detail "$bad of $all files differ, the first is $first"
fi
