# Keeps units from starting at boot. Stops nothing. Units that are not there, or cannot be enabled, are as good.
# Arguments: units(list)
# shellcheck shell=bash disable=SC2154

while IFS= read -r unit; do
    [[ -n $unit ]] || continue
    systemctl -q disable -- "$unit" 2>/dev/null || true
done <<<"$units"
