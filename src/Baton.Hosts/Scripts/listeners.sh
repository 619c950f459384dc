# Arguments: acting(list)
# Answers: listener*(UNIT ADDRESS PORT) acting*(UNIT)
# shellcheck shell=bash disable=SC2154

# LISTEN 0 511 127.0.0.1:5080 0.0.0.0:* users:(("python3",pid=812,fd=7))
while read -r _ _ _ local _ users; do
    pid=${users#*pid=}
    pid=${pid%%[!0-9]*}
    [[ -n $pid ]] || continue
    unit=$(sed -n 's|.*/\([^/]*\.service\)\(/.*\)\{0,1\}$|\1|p' "/proc/$pid/cgroup" 2>/dev/null | head -n 1)
    [[ -z $unit ]] || answer listener "$unit" "${local%:*}" "${local##*:}"
done < <(ss -H -ltnp)

# Units that act on the world by themselves, of those that are asked for: installed, and started at boot.
while read -r unit; do
    if [[ $(systemctl is-enabled "$unit" 2>/dev/null || true) == enabled ]]; then
        answer acting "$unit"
    fi
done <<<"$acting"
