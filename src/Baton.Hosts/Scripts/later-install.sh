# A timer that runs a program once, at a time, whether Baton runs then or not.
# Arguments: name at("2026-12-01 12:00:00 UTC") what(one line) program(text)
# Problems: systemd-missing
# shellcheck shell=bash disable=SC2154

need_systemd
mkdir -p /usr/local/lib/baton
write_file "/usr/local/lib/baton/$name" 755 <<<"$program"
write_file "/etc/systemd/system/baton-$name.service" 644 <<EOF
[Unit]
Description=Baton: $what

[Service]
Type=oneshot
ExecStart=/usr/local/lib/baton/$name
EOF
write_file "/etc/systemd/system/baton-$name.timer" 644 <<EOF
[Unit]
Description=Baton: $what

[Timer]
OnCalendar=$at
AccuracySec=1s
Persistent=yes

[Install]
WantedBy=timers.target
EOF
systemctl daemon-reload
systemctl -q enable "baton-$name.timer"
# Anew, when it was there with another time.
systemctl restart "baton-$name.timer"
