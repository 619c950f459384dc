# Leaves a note of a run on this server's disk. Arguments: run, note.
# shellcheck shell=bash disable=SC2154
folder=/var/lib/baton/$run
mkdir -p "$folder"
: >"$folder/$note.note"
sync "$folder/$note.note" "$folder"
