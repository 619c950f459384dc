# On the old machine: a timer that drops the slot before the log that it keeps fills the disk.
# Arguments: slot least(bytes that must stay free) watch_program(text), the layout (pg_*)
# Problems: systemd-missing
# shellcheck shell=bash disable=SC2154

need_systemd
mkdir -p /usr/local/lib/baton /etc/baton
write_file /usr/local/lib/baton/wal-watch 755 <<<"$watch_program"
printf "slot='%s'\nleast=%s\ndata='%s'\nbin='%s'\nport=%s\nsocket='%s'\nowner='%s'\n" "$slot" "$least" "$pg_data" "$pg_bin" "$pg_port" "$pg_socket" "$pg_owner" |
    write_file /etc/baton/wal-watch.conf 644
rm -f /etc/baton/wal-watch.dropped
write_file /etc/systemd/system/baton-wal-watch.service 644 <<'UNIT'
[Unit]
Description=Baton's watch over the log kept for the new server

[Service]
Type=oneshot
ExecStart=/usr/local/lib/baton/wal-watch
UNIT
write_file /etc/systemd/system/baton-wal-watch.timer 644 <<'UNIT'
[Unit]
Description=Baton's watch over the log kept for the new server

[Timer]
OnActiveSec=5
OnUnitActiveSec=15
AccuracySec=1

[Install]
WantedBy=timers.target
UNIT
systemctl daemon-reload
systemctl -q enable --now baton-wal-watch.timer
