# Starts units and waits until they are active.
# Arguments: units(list) patience(seconds)
# Answers: unit*(NAME ACTIVE ENABLED)
# Problems: unit-unknown unit-failed unit-held
# shellcheck shell=bash disable=SC2154

on_unit() {
    [[ $unit_load == loaded ]] || problem unit-unknown "$unit_id"
    # The guard's condition said no: systemd skips the unit and calls it neither started nor failed.
    [[ ${unit_result-} != exec-condition ]] || problem unit-held "$unit_id"
    [[ $unit_active == active || $unit_active == reloading ]] || problem unit-failed "$unit_id ($unit_active, ${unit_result-})"
    answer unit "$unit_id" "$unit_active" "$unit_enabled"
}

mapfile -t list <<<"$units"
timeout "$patience" systemctl start -- "${list[@]}" || true
each_unit "${list[@]}"
