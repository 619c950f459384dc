# How the gate stands.
# Answers: mode(none|local|closed|page|other) waiting
# shellcheck shell=bash

if [[ ! -f /etc/baton/gate.conf || ! -d /run/baton/gate ]]; then
    answer mode none
    answer waiting 0
else
    gate_state
fi
