# Removes the gate without trace. New connections reach the application here directly.
# shellcheck shell=bash

if command -v nft >/dev/null && nft list table inet baton >/dev/null 2>&1; then
    nft delete table inet baton
fi
if [[ -f /etc/systemd/system/baton-gate@.service ]]; then
    systemctl stop 'baton-gate@*.service' 'baton-gate@*.socket'
    rm -f /etc/systemd/system/baton-gate@.service /etc/systemd/system/baton-gate@.socket
    systemctl daemon-reload
    systemctl reset-failed 'baton-gate@*' 2>/dev/null || true
fi
rm -f /usr/local/lib/baton/gate /etc/baton/gate.conf
rm -rf /run/baton/gate
for directory in /usr/local/lib/baton /etc/baton /run/baton; do
    [[ ! -d $directory ]] || rmdir --ignore-fail-on-non-empty "$directory"
done
