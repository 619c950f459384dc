# Arguments: units(list)
# Answers: unit*(NAME ACTIVE ENABLED)
# Problems: unit-unknown
# shellcheck shell=bash disable=SC2154

on_unit() {
    [[ $unit_load == loaded ]] || problem unit-unknown "$unit_id"
    answer unit "$unit_id" "$unit_active" "$unit_enabled"
}

mapfile -t list <<<"$units"
each_unit "${list[@]}"
