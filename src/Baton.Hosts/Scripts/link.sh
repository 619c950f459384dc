#!/bin/bash
# Baton's link, the old machine's half: all that the new machine's key may run here (command= in authorized_keys). It may copy the
# folders named in /etc/baton/link.conf, both ways, with rsync; and nothing else.
set -euf

refuse() {
    echo "baton: this key may not do that here: ${SSH_ORIGINAL_COMMAND-(a shell)}" >&2
    exit 1
}

# For instance: rsync --server --sender -lHogDtpAXre.iLsfxCIvu --numeric-ids . /srv/uploads/
read -ra words <<<"${SSH_ORIGINAL_COMMAND-}"
if ((${#words[@]} < 5)) || [[ ${words[0]} != rsync || ${words[1]} != --server || ${words[-2]} != . ]]; then
    refuse
fi
for word in "${words[@]:2:${#words[@]}-4}"; do
    # Some of rsync's options name files of this machine to write to; these do not.
    case $word in
        --sender | --numeric-ids | --delete | --delete-* | --log-format=*) ;;
        --*) refuse ;;
        -*) [[ $word =~ ^-[A-Za-z.]+$ ]] || refuse ;;
        *) refuse ;;
    esac
done

# Not a loop that reads: rsync talks over standard input.
mapfile -t folders <"${BATON_LINK_CONF:-/etc/baton/link.conf}"
for folder in "${folders[@]}"; do
    if [[ -n $folder && ${words[-1]%/} == "$folder" ]]; then
        if ((EUID == 0)); then
            exec "${words[@]}"
        fi
        exec sudo -n -- "${words[@]}"
    fi
done
refuse
