# On the new machine: ends the link and removes it with its key.
# shellcheck shell=bash

if [[ -f /etc/systemd/system/baton-link.service ]]; then
    systemctl -q disable --now baton-link.service
    rm -f /etc/systemd/system/baton-link.service
    systemctl daemon-reload
fi
rm -rf /etc/baton/link /run/baton/link.ctl
for directory in /etc/baton /run/baton; do
    [[ ! -d $directory ]] || rmdir --ignore-fail-on-non-empty "$directory"
done
