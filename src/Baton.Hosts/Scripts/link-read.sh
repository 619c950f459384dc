# Answers: installed(yes|no) up(yes|no)
# shellcheck shell=bash

installed=no
up=no
if [[ -f /etc/systemd/system/baton-link.service ]]; then
    installed=yes
    if ssh -F /etc/baton/link/config -O check old 2>/dev/null; then
        up=yes
    fi
fi
answer installed "$installed"
answer up "$up"
