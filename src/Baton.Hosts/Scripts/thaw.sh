# Lets writes go on. No-op when nothing is frozen.
# Answers: paused_ms watchdog_fired(yes|no) changed
# shellcheck shell=bash

state=/run/baton/freeze
paused=0
fired=no
changed=0
if [[ -e $state/mounts ]]; then
    mapfile -t mounts <"$state/mounts"
    # First of all, and whatever the watchdog is doing: thawing what is not frozen only fails.
    for mount in "${mounts[@]}"; do fsfreeze --unfreeze "$mount" 2>/dev/null || true; done
    thawed=$(now_ms)
    rm -f "$state/mounts"
    if [[ -e $state/watchdog-fired ]]; then
        fired=yes
        if [[ -e $state/thawed-at ]]; then
            at=$(<"$state/thawed-at")
            [[ -z $at ]] || thawed=$((${at%.*} * 1000 + 10#${at#*.} / 1000))
        fi
    fi
    paused=$((thawed - $(<"$state/frozen-at")))
fi
if [[ -e $state/flushed ]]; then
    while IFS= read -r path; do
        # Both times: a file that was moved in is old by its content and new by its name.
        changed=$((changed + $(find "$path" \( -newer "$state/flushed-before" -o -cnewer "$state/flushed-before" \) -printf x 2>/dev/null | wc -c)))
    done <"$state/flushed"
fi
rm -rf "$state"
[[ ! -d /run/baton ]] || rmdir --ignore-fail-on-non-empty /run/baton
answer paused_ms "$paused"
answer watchdog_fired "$fired"
answer changed "$changed"
