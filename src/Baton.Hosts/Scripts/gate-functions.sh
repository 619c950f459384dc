# What the gate's scripts share.
# shellcheck shell=bash disable=SC2034

# Sets gate_ports, gate_link[PORT], gate_rooms[PORT] and gate_proxy.
gate_read_conf() {
    [[ -f /etc/baton/gate.conf && -d /run/baton/gate ]] || problem gate-missing
    declare -g gate_proxy='' gate_ports=()
    declare -gA gate_link gate_rooms
    local port link rooms
    while read -r port link rooms; do
        case $port in
            proxy=*) gate_proxy=${port#proxy=} ;;
            [0-9]*)
                gate_ports+=("$port")
                gate_link[$port]=$link
                gate_rooms[$port]=$rooms
                ;;
        esac
    done </etc/baton/gate.conf
}

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

# New connections wait from here on. Sets changed.
gate_hold() {
    local port mode room
    changed=
    for port in "${gate_ports[@]}"; do
        read -r mode room _ <"/run/baton/gate/port-$port"
        [[ $mode != closed ]] || continue
        gate_fresh_room "$port"
        echo "closed $room" >"/run/baton/gate/port-$port"
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
