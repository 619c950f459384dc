# Arguments: units(list)
# Answers: unit*(NAME ACTIVE ENABLED)
# Problems: unit-unknown, one for each unit
# shellcheck shell=bash disable=SC2154,SC2317 # each_unit calls on_unit.

wrong=0
on_unit() {
    if [[ $unit_load == loaded ]]; then
        answer unit "$unit_id" "$unit_active" "$unit_enabled"
    else
        # In a process of its own, which the problem ends: the operator is told of all of them.
        (problem unit-unknown "$unit_id") || wrong=$?
    fi
}

mapfile -t list <<<"$units"
each_unit "${list[@]}"
exit "$wrong"
