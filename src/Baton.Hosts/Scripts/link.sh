#!/bin/bash
# Baton's link, the old machine's half: all that the new machine's key may run here (command= in authorized_keys). It may copy the
# folders named in /etc/baton/link.conf, both ways, with rsync; and nothing else.
set -euf
read -ra words <<<"${SSH_ORIGINAL_COMMAND-}"
if [[ ${words[0]-} == rsync && ${words[1]-} == --server ]]; then
    folder=${words[-1]}
    # Not a loop that reads: rsync talks over standard input.
    mapfile -t folders </etc/baton/link.conf
    for allowed in "${folders[@]}"; do
        if [[ ${folder%/} == "$allowed" && ${words[-2]} == . ]]; then
            if ((EUID == 0)); then
                exec "${words[@]}"
            fi
            exec sudo -n -- "${words[@]}"
        fi
    done
fi
echo "baton: this key may not do that here: ${SSH_ORIGINAL_COMMAND-(a shell)}" >&2
exit 1
