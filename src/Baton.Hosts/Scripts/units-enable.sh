# Lets units start at boot. Starts nothing now.
# Arguments: units(list)
# Problems: unit-unknown
# shellcheck shell=bash disable=SC2154

systemctl daemon-reload
while IFS= read -r unit; do
    [[ -n $unit ]] || continue
    [[ $(systemctl show -p LoadState --value -- "$unit") == loaded ]] || problem unit-unknown "$unit"
    systemctl -q enable -- "$unit" 2>/dev/null || problem unit-failed "$unit (could not be enabled)"
done <<<"$units"
