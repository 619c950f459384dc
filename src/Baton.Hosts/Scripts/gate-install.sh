# Makes the gate ready; holds nothing yet. Safe to repeat: rooms that have been opened are made fresh when nothing goes through them.
# Arguments: ports(list of "PORT LINKPORT ROOM ROOM ROOM") proxy(unit or empty) gate_program(text) restore_program(text) page(HTML, or empty for none)
#   page_port page_program(text) retry_after(seconds)
# Answers: mode waiting
# Problems: systemd-missing tool-missing port-taken unit-unknown unit-failed not-http
# shellcheck shell=bash disable=SC2154

need_systemd
need_tool nft
need_tool ss
[[ -x /lib/systemd/systemd-socket-proxyd ]] || problem tool-missing systemd-socket-proxyd
[[ -z $proxy || $(systemctl show -p LoadState --value -- "$proxy") == loaded ]] || problem unit-unknown "$proxy"

# status_of PORT : prints the status with which what listens there answers a request, if it speaks HTTP.
status_of() {
    local version='' status=''
    # shellcheck disable=SC2016
    read -r version status _ < <(timeout 10 bash -c '
        exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
        printf "HEAD / HTTP/1.0\r\nHost: localhost\r\nUser-Agent: baton\r\nConnection: close\r\n\r\n" >&3
        head -n 1 <&3' - "$1" 2>/dev/null | tr -d '\000') || true
    [[ $version != HTTP/* ]] || printf '%s' "$status"
}

if [[ -n $page ]]; then
    need_tool perl
    while read -r port _; do
        # A page in HTTP is no answer to who speaks something else.
        [[ -z $(ss -Hltn "( sport = :$port )") || -n $(status_of "$port") ]] || problem not-http "$port"
    done <<<"$ports"
fi

mkdir -p /usr/local/lib/baton /etc/baton /run/baton/gate
write_file /usr/local/lib/baton/gate 755 <<<"$gate_program"
units_changed=yes
[[ ! -f /etc/systemd/system/baton-gate@.service ]] || units_changed=
write_file /etc/systemd/system/baton-gate@.socket 644 <<'EOF'
# Installed by Baton for the time of a switch: where new connections wait. See /usr/local/lib/baton/gate.
[Socket]
ListenStream=%i
Backlog=4096
NoDelay=yes
EOF
write_file /etc/systemd/system/baton-gate@.service 644 <<'EOF'
[Unit]
Description=Baton's waiting room %i
Requires=baton-gate@%i.socket
After=baton-gate@%i.socket

[Service]
ExecStart=/usr/local/lib/baton/gate %i
LimitNOFILE=262144
TimeoutStopSec=5
EOF

write_file /usr/local/lib/baton/gate-restore 755 <<<"#!/bin/bash"$'\n'"$restore_program"
write_file /etc/systemd/system/baton-gate.service 644 <<'EOF'
# Installed by Baton. Enabled while the gate leads to the other machine: without it a reboot would end that.
[Unit]
Description=Baton's gate to the other machine
After=network.target

[Service]
Type=oneshot
ExecStart=/usr/local/lib/baton/gate-restore
EOF
# A copy of this machine must not forward anybody.
[[ ! -r /sys/class/dmi/id/product_uuid ]] || write_file /etc/baton/gate.machine 644 </sys/class/dmi/id/product_uuid
if [[ -n $page ]]; then
    write_file /usr/local/lib/baton/maintenance 755 <<<"$page_program"
    write_file /etc/baton/maintenance.html 644 <<<"$page"
    write_file /etc/systemd/system/baton-maintenance.socket 644 <<EOF
# Installed by Baton for the time of a switch: where the gate sends users to see the maintenance page.
[Socket]
ListenStream=$page_port
Backlog=4096
EOF
    write_file /etc/systemd/system/baton-maintenance.service 644 <<EOF
[Unit]
Description=Baton's maintenance page

[Service]
ExecStart=/usr/local/lib/baton/maintenance /etc/baton/maintenance.html $retry_after
DynamicUser=yes
TasksMax=4096
LimitNOFILE=65536
EOF
    units_changed=yes
fi

conf="proxy=$proxy"$'\n'"page=${page:+$page_port}"$'\n'"$ports"
if [[ -f /etc/baton/gate.conf && -d /run/baton/gate && $(</etc/baton/gate.conf) == "$conf" ]] && nft list table inet baton >/dev/null 2>&1; then
    fresh=
else
    fresh=yes
    write_file /etc/baton/gate.conf 644 <<<"$conf"
fi
[[ -z $units_changed ]] || systemctl daemon-reload

if [[ $proxy == nginx* && ! -f $gate_shed_ready && ! -f $gate_shed_live ]] && command -v nginx >/dev/null; then
    write_file "$gate_shed_live" 644 2>/dev/null <<'EOF' || true
# Installed by Baton for the time of a switch: no connection is kept alive, so that none is cut when the address moves.
keepalive_timeout 0;
EOF
    # Not in force before nginx is reloaded. Where its configuration has a place for it, and nothing against it, it waits for that moment.
    if said=$(nginx -T 2>/dev/null) && [[ $said == *"# configuration file $gate_shed_live:"* ]]; then
        mv -f "$gate_shed_live" "$gate_shed_ready"
    else
        rm -f "$gate_shed_live"
    fi
fi

if [[ -n $page ]]; then
    if [[ -n $(ss -Hltn "( sport = :$page_port )") ]] && ! systemctl -q is-active baton-maintenance.socket; then
        problem port-taken "$page_port"
    fi
    # Anew, so that it shows the page of today.
    systemctl stop baton-maintenance.service
    systemctl start baton-maintenance.socket baton-maintenance.service || problem unit-failed baton-maintenance.service
    for ((i = 0; i < 100; i++)); do
        [[ $(status_of "$page_port") != 503 ]] || break
        pause 0.05
    done
    ((i < 100)) || problem unit-failed baton-maintenance.service
fi
gate_make_rooms
[[ -z $fresh ]] || gate_make_table
gate_state
