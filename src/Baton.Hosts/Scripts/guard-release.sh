# Says what this machine is. Starts and stops nothing.
# Arguments: role(held|verify|standby|primary)
# Answers: installed recorded machine role
# Problems: tool-missing
# shellcheck shell=bash disable=SC2154

[[ -x /usr/local/lib/baton/guard ]] || problem tool-missing /usr/local/lib/baton/guard
/usr/local/lib/baton/guard release "$role"
