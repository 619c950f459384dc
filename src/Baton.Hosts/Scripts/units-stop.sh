# Stops units and waits until they are gone.
# Arguments: units(list) patience(seconds)
# Answers: unit*(NAME ACTIVE ENABLED)
# Problems: unit-failed
# shellcheck shell=bash disable=SC2154

on_unit() {
    [[ $unit_active == inactive || $unit_active == failed ]] || problem unit-failed "$unit_id (asked to stop, still $unit_active)"
    answer unit "$unit_id" "$unit_active" "$unit_enabled"
}

mapfile -t list <<<"$units"
timeout "$patience" systemctl stop -- "${list[@]}" || true
each_unit "${list[@]}"
