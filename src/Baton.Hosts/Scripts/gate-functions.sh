# What the gate's scripts share.
# shellcheck shell=bash disable=SC2034

# Sets gate_ports, gate_link[PORT], gate_rooms[PORT], gate_proxy and gate_page (the port of the maintenance page, or nothing).
gate_read_conf() {
    [[ -f /etc/baton/gate.conf && -d /run/baton/gate ]] || problem gate-missing
    declare -g gate_proxy='' gate_page='' gate_ports=()
    declare -gA gate_link gate_rooms
    local port link rooms
    while read -r port link rooms; do
        case $port in
            proxy=*) gate_proxy=${port#proxy=} ;;
            page=*) gate_page=${port#page=} ;;
            [0-9]*)
                gate_ports+=("$port")
                gate_link[$port]=$link
                gate_rooms[$port]=$rooms
                ;;
        esac
    done </etc/baton/gate.conf
}

# Gets the waiting rooms of /etc/baton/gate.conf ready: a fifo, a socket and a service each. Those that have been opened are made fresh when nothing goes
# through them.
gate_make_rooms() {
    local port room list fresh=() every=() i
    while read -r port _ list; do
        [[ $port == [0-9]* ]] || continue
        [[ -e /run/baton/gate/port-$port ]] || echo local >"/run/baton/gate/port-$port"
        for room in $list; do every+=("$room"); done
    done </etc/baton/gate.conf
    for room in "${every[@]}"; do
        # A socket of ours may be there from an earlier try.
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
        fresh+=("baton-gate@$room.service")
    done
    if ((${#fresh[@]})); then
        systemctl start "${fresh[@]}" || problem unit-failed "${fresh[0]}"
    fi
    for room in "${every[@]}"; do
        for ((i = 0; i < 200; i++)); do
            [[ -e /run/baton/gate/$room.ready || -e /run/baton/gate/$room.open ]] && break
            pause 0.05
        done
    done
}

# Makes the table anew: nothing is held.
gate_make_table() {
    local port file rooms=''
    gate_read_conf
    for port in "${gate_ports[@]}"; do rooms+="${gate_rooms[$port]// /, }, "; done
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
        iif != "lo" tcp dport { $rooms${gate_page:-18399} } ct status & dnat == 0 drop
    }
}
EOF
    for file in /run/baton/gate/port-*; do echo local >"$file"; done
}

# While the gate leads to the other machine it does so again after a reboot of this one.
gate_boot_link=/etc/systemd/system/multi-user.target.wants/baton-gate.service

# Sets room to one where nobody has been let through yet.
gate_fresh_room() {
    local candidate last
    for candidate in ${gate_rooms[$1]}; do
        last=$candidate
        if [[ -e /run/baton/gate/$candidate.ready ]]; then
            room=$candidate
            return
        fi
    done
    # All were used: the last one is made anew, whatever still goes through it.
    systemctl stop "baton-gate@$last.service" "baton-gate@$last.socket"
    rm -f "/run/baton/gate/$last.open"
    systemctl start "baton-gate@$last.service"
    local i
    for ((i = 0; i < 200; i++)); do
        [[ ! -e /run/baton/gate/$last.ready ]] || break
        pause 0.05
    done
    [[ -e /run/baton/gate/$last.ready ]] || problem gate-missing
    room=$last
}

# Makes the rules what the files in /run/baton/gate say, in one transaction.
gate_apply() {
    local port mode room rules=''
    for port in "${gate_ports[@]}"; do
        read -r mode room _ <"/run/baton/gate/port-$port" || true
        [[ $mode != local ]] || continue
        rules+="add rule inet baton from_outside tcp dport $port tcp flags & (fin | syn | rst | ack) == syn redirect to :$room"$'\n'
        rules+="add rule inet baton from_here oif lo tcp dport $port tcp flags & (fin | syn | rst | ack) == syn redirect to :$room"$'\n'
    done
    nft -f - <<<"flush chain inet baton from_outside"$'\n'"flush chain inet baton from_here"$'\n'"$rules"
}

# The proxy starts afresh: its old workers answer what they have and end. nginx is told directly, which is a tenth of the time of systemctl.
gate_reload_proxy() {
    [[ -n $gate_proxy ]] || return 0
    local pid
    if [[ $gate_proxy == nginx* && -r /run/nginx.pid ]] && read -r pid </run/nginx.pid && kill -HUP "$pid" 2>/dev/null; then
        return 0
    fi
    # A proxy that does not run keeps no connections.
    if systemctl -q is-active -- "$gate_proxy"; then
        systemctl reload -- "$gate_proxy"
    fi
}

# Where nginx would read it, and where it waits until then. Made by gate-install, where nginx accepts it.
gate_shed_live=/etc/nginx/conf.d/baton-switch.conf
gate_shed_ready=/usr/local/lib/baton/nginx-switch.conf

# From here on the proxy ends each connection with its answer and says so. An address cannot be moved under a connection that is kept alive, and
# ending an idle one may cross with its next request: so this is done while everybody waits. No-op when it is so, or where the proxy cannot.
gate_shed() {
    [[ -n $gate_proxy && -f $gate_shed_ready && ! -f $gate_shed_live ]] || return 0
    cp "$gate_shed_ready" "$gate_shed_live"
    gate_reload_proxy
}

# Prints the local ends of connections from this machine to the application's ports, one a line.
gate_connections() {
    local port to='' here
    for port in "${gate_ports[@]}"; do to+="${to:+ or }dport = :$port"; done
    while read -r _ _ here _; do
        printf '%s\n' "$here"
    done < <(ss -Htn state established "( $to )")
}

# gate_hold [page] : new connections wait from here on, or are shown the maintenance page. Sets changed.
gate_hold() {
    local port mode room
    changed=
    [[ ${1-} != page || -n $gate_page ]] || problem gate-missing
    for port in "${gate_ports[@]}"; do
        read -r mode room _ <"/run/baton/gate/port-$port"
        [[ $mode != closed && $mode != page ]] || continue
        if [[ ${1-} == page ]]; then
            echo "page $gate_page" >"/run/baton/gate/port-$port"
        else
            gate_fresh_room "$port"
            echo "closed $room" >"/run/baton/gate/port-$port"
        fi
        changed=yes
    done
    [[ -z $changed ]] || gate_apply
}

# gate_release local|other : what waits, and what comes, goes on.
gate_release() {
    local target=$1 open=() port mode room pair to i
    for port in "${gate_ports[@]}"; do
        read -r mode room _ <"/run/baton/gate/port-$port"
        [[ $mode != "$target" ]] || continue
        if [[ $mode != closed ]]; then
            # Nothing waits, but new connections need a room that leads the other way.
            [[ $target == other ]] || { echo local >"/run/baton/gate/port-$port"; continue; }
            gate_fresh_room "$port"
        fi
        open+=("$port $room")
        if [[ $target == local ]]; then
            echo local >"/run/baton/gate/port-$port"
        else
            echo "other $room" >"/run/baton/gate/port-$port"
        fi
    done

    # First the rules, then the rooms: what waits for the local application would come back to the gate by its own rule.
    gate_apply
    for pair in "${open[@]}"; do
        read -r port room <<<"$pair"
        to=$port
        [[ $target == local ]] || to=${gate_link[$port]}
        echo "127.0.0.1:$to" 1<>"/run/baton/gate/$room"
    done
    for pair in "${open[@]}"; do
        room=${pair#* }
        for ((i = 0; i < 500; i++)); do
            [[ ! -e /run/baton/gate/$room.open ]] || break
            pause 0.01
        done
        [[ -e /run/baton/gate/$room.open ]] || problem gate-missing
    done

    # When nobody waits any more.
    if [[ $target == other ]]; then
        ln -sf /etc/systemd/system/baton-gate.service "$gate_boot_link"
    else
        rm -f "$gate_boot_link"
    fi
}

# Answers mode and waiting.
gate_state() {
    gate_read_conf
    local port mode room all='' waiting=0 queued
    for port in "${gate_ports[@]}"; do
        read -r mode room _ <"/run/baton/gate/port-$port" || true
        all=${all:-$mode}
        # Between two states counts as closed: something still waits.
        [[ $all == "$mode" ]] || all=closed
        if [[ $mode == closed ]]; then
            while read -r _ queued _; do
                waiting=$((waiting + queued))
            done < <(ss -Hltn "( sport = :$room )")
        fi
    done
    answer mode "${all:-local}"
    answer waiting "$waiting"
}
