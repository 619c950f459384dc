# On the old machine: the watch over the kept log goes, without trace.
# shellcheck shell=bash

if [[ -e /etc/systemd/system/baton-wal-watch.timer ]]; then
    systemctl -q disable --now baton-wal-watch.timer 2>/dev/null || true
    rm -f /etc/systemd/system/baton-wal-watch.timer /etc/systemd/system/baton-wal-watch.service
    systemctl daemon-reload
fi
rm -f /usr/local/lib/baton/wal-watch /etc/baton/wal-watch.conf /etc/baton/wal-watch.dropped
for directory in /usr/local/lib/baton /etc/baton; do
    [[ ! -d $directory ]] || rmdir --ignore-fail-on-non-empty "$directory"
done
