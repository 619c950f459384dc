# What waits, and what comes, goes on.
# Arguments: target(local|other) shed(yes or empty: before, while everybody waits, the proxy is told to keep no connection alive from here on)
# Answers: mode waiting
# Problems: gate-missing
# shellcheck shell=bash disable=SC2154

if [[ $target == local && ! -d /run/baton/gate ]]; then
    # This machine was restarted: nothing holds anybody any more.
    answer mode none
    answer waiting 0
    exit 0
fi
gate_read_conf
[[ $shed != yes ]] || gate_shed
gate_release "$target"
gate_state
