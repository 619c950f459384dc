# Makes the gate ready; holds nothing yet. Safe to repeat: rooms that have been opened are made fresh when nothing goes through them.
# Arguments: ports(list of "PORT LINKPORT ROOM ROOM ROOM") proxy(unit or empty) gate_program(text)
# Answers: mode waiting
# Problems: systemd-missing tool-missing port-taken unit-unknown unit-failed
# shellcheck shell=bash disable=SC2154

need_systemd
need_tool nft
need_tool ss
[[ -x /lib/systemd/systemd-socket-proxyd ]] || problem tool-missing systemd-socket-proxyd
[[ -z $proxy || $(systemctl show -p LoadState --value -- "$proxy") == loaded ]] || problem unit-unknown "$proxy"

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

if [[ -f /etc/baton/gate.conf && -d /run/baton/gate && $(</etc/baton/gate.conf) == "proxy=$proxy"$'\n'"$ports" ]] && nft list table inet baton >/dev/null 2>&1; then
    fresh=
else
    fresh=yes
    write_file /etc/baton/gate.conf 644 <<<"proxy=$proxy"$'\n'"$ports"
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

rooms=()
all=()
while read -r port _ list; do
    # A socket of ours may be there from an earlier try.
    for room in $list; do
        all+=("$room")
        [[ -p /run/baton/gate/$room ]] || mkfifo -m 600 "/run/baton/gate/$room"
        if [[ -e /run/baton/gate/$room.ready ]] && systemctl -q is-active "baton-gate@$room.service"; then
            continue
        fi
        if [[ -e /run/baton/gate/$room.open ]] && systemctl -q is-active "baton-gate@$room.service"; then
            [[ -z $(ss -Htn state established "( sport = :$room )") ]] || continue
            systemctl stop "baton-gate@$room.service" "baton-gate@$room.socket"
        fi
        rm -f "/run/baton/gate/$room.open" "/run/baton/gate/$room.ready"
        if [[ -n $(ss -Hltn "( sport = :$room )") ]] && ! systemctl -q is-active "baton-gate@$room.socket"; then
            problem port-taken "$room"
        fi
        rooms+=("baton-gate@$room.service")
    done
    [[ -e /run/baton/gate/port-$port ]] || echo local >"/run/baton/gate/port-$port"
done <<<"$ports"

if ((${#rooms[@]})); then
    systemctl start "${rooms[@]}" || problem unit-failed "${rooms[0]}"
fi
for room in "${all[@]}"; do
    for ((i = 0; i < 200; i++)); do
        [[ -e /run/baton/gate/$room.ready || -e /run/baton/gate/$room.open ]] && break
        pause 0.05
    done
done

if [[ -n $fresh ]]; then
    # The rules match the first packet of a connection only (syn): what is established is never touched, also not what was established before the
    # kernel began to track connections. From outside a room is entered through the gate or not at all.
    nft -f - <<EOF
table inet baton
delete table inet baton
table inet baton {
    chain from_outside { type nat hook prerouting priority dstnat; policy accept; }
    chain from_here { type nat hook output priority -100; policy accept; }
    chain rooms {
        type filter hook input priority filter; policy accept;
        iif != "lo" tcp dport { $(IFS=,; echo "${all[*]}") } ct status & dnat == 0 drop
    }
}
EOF
    for file in /run/baton/gate/port-*; do echo local >"$file"; done
fi
gate_state
