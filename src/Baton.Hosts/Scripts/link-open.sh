# On the new machine: a unit that keeps one SSH connection to the old one, and waits until it is up.
# Arguments: address port user host_keys(list) local_forwards(list of "LISTEN TARGET") remote_forwards(list of "LISTEN TARGET")
# Problems: systemd-missing tool-missing link-down
# shellcheck shell=bash disable=SC2154

need_systemd
need_tool ssh
mkdir -p /etc/baton/link
before=$(cat /etc/baton/link/config /etc/baton/link/known_hosts 2>/dev/null || true)

while IFS= read -r key; do
    printf 'old %s\n' "$key"
done <<<"$host_keys" | write_file /etc/baton/link/known_hosts 644

{
    cat <<EOF
# Installed by Baton for the time of a switch: the link to the old machine.
Host old
    HostName $address
    Port $port
    User $user
    IdentityFile /etc/baton/link/key
    IdentitiesOnly yes
    HostKeyAlias old
    UserKnownHostsFile /etc/baton/link/known_hosts
    GlobalKnownHostsFile /dev/null
    StrictHostKeyChecking yes
    UpdateHostKeys no
    BatchMode yes
    ConnectTimeout 10
    ServerAliveInterval 3
    ServerAliveCountMax 3
    ExitOnForwardFailure yes
    ControlPath /run/baton/link.ctl
    LogLevel ERROR
EOF
    while read -r listen target; do [[ -z $listen ]] || echo "    LocalForward $listen $target"; done <<<"$local_forwards"
    while read -r listen target; do [[ -z $listen ]] || echo "    RemoteForward $listen $target"; done <<<"$remote_forwards"
} | write_file /etc/baton/link/config 644

# A copy of this machine must not call the old one.
[[ ! -r /sys/class/dmi/id/product_uuid ]] || write_file /etc/baton/link/machine 644 </sys/class/dmi/id/product_uuid
write_file /etc/systemd/system/baton-link.service 644 <<'EOF'
[Unit]
Description=Baton's link to the old machine
After=network.target
StartLimitIntervalSec=0

[Service]
ExecCondition=/bin/sh -c '[ ! -e /etc/baton/link/machine ] || grep -qxFf /etc/baton/link/machine /sys/class/dmi/id/product_uuid'
RuntimeDirectory=baton
RuntimeDirectoryPreserve=yes
ExecStartPre=/bin/rm -f /run/baton/link.ctl
ExecStart=/usr/bin/ssh -F /etc/baton/link/config -N -T -o ControlMaster=yes old
Restart=always
RestartSec=0.5

[Install]
WantedBy=multi-user.target
EOF

up() { ssh -F /etc/baton/link/config -O check old 2>/dev/null; }

after=$(cat /etc/baton/link/config /etc/baton/link/known_hosts)
if [[ $before == "$after" ]] && systemctl -q is-active baton-link.service && up; then
    exit 0
fi
systemctl daemon-reload
systemctl -q enable baton-link.service
systemctl restart baton-link.service
for ((i = 0; i < 300; i++)); do
    if [[ -S /run/baton/link.ctl ]] && up; then
        exit 0
    fi
    pause 0.1
done
problem link-down "$(journalctl -u baton-link.service -n 3 -o cat --no-pager 2>/dev/null | tail -n 3)"
