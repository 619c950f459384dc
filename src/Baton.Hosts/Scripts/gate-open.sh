# What waits, and what comes, goes on.
# Arguments: target(local|other) reload_proxy(yes or empty)
# Answers: mode waiting
# Problems: gate-missing
# shellcheck shell=bash disable=SC2154

gate_read_conf
open=()
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
[[ $reload_proxy != yes ]] || gate_reload_proxy
gate_state
