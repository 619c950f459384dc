# New connections wait from here on, or are shown the maintenance page. No-op when it is so.
# Arguments: reload_proxy(yes or empty) page(yes or empty)
# Answers: mode waiting
# Problems: gate-missing
# shellcheck shell=bash disable=SC2154

gate_read_conf
before=
[[ $reload_proxy != yes ]] || before=$(gate_connections)
gate_hold ${page:+page}
if [[ -n $changed && -n $before ]]; then
    # Requests under way end soon. What stays are connections that the proxy keeps: the next request on one would go past the gate.
    for ((i = 0; i < 6; i++)); do
        now=$'\n'$(gate_connections)$'\n'
        kept=
        while IFS= read -r connection; do
            [[ $now != *$'\n'"$connection"$'\n'* ]] || kept=yes
        done <<<"$before"
        [[ -n $kept ]] || break
        pause 0.05
    done
    [[ -z $kept ]] || gate_reload_proxy
fi
gate_state
