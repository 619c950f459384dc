# Is there a note of a run? Arguments: run, note.
# shellcheck shell=bash disable=SC2154
if [[ -e /var/lib/baton/$run/$note.note ]]; then
    answer noted yes
else
    answer noted no
fi
