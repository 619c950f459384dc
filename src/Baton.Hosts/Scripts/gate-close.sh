# New connections wait from here on. No-op when it is closed.
# Arguments: reload_proxy(yes or empty)
# Answers: mode waiting
# Problems: gate-missing
# shellcheck shell=bash disable=SC2154

gate_read_conf
changed=
for port in "${gate_ports[@]}"; do
    read -r mode room _ <"/run/baton/gate/port-$port"
    [[ $mode != closed ]] || continue
    gate_fresh_room "$port"
    echo "closed $room" >"/run/baton/gate/port-$port"
    changed=yes
done
if [[ -n $changed ]]; then
    gate_apply
    [[ $reload_proxy != yes ]] || gate_reload_proxy
fi
gate_state
