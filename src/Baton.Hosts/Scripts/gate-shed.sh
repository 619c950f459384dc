# The proxy keeps no connection alive from here on. Requests wait half a second for it: that is how no client is in the middle of sending one.
# No-op when it is so, or where the proxy cannot.
# Answers: mode waiting
# Problems: gate-missing
# shellcheck shell=bash disable=SC2154

gate_read_conf
if [[ -n $gate_proxy && -f $gate_shed_ready && ! -f $gate_shed_live ]]; then
    read -r mode _ <"/run/baton/gate/port-${gate_ports[0]}"
    if [[ $mode == local ]]; then
        gate_hold
        pause 0.5
        gate_shed
        gate_release local
    else
        gate_shed
    fi
fi
gate_state
