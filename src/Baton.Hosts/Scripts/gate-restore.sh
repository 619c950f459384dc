# After a reboot of this machine: the gate leads to the other one again. Installed with what it needs as /usr/local/lib/baton/gate-restore and started by
# baton-gate.service.
# Problems: gate-missing port-taken unit-failed
# shellcheck shell=bash

if [[ -f /etc/baton/gate.machine && $(</etc/baton/gate.machine) != "$(</sys/class/dmi/id/product_uuid)" ]]; then
    echo "baton: this is a copy of the machine that forwards" >&2
    exit 0
fi
mkdir -p /run/baton/gate
gate_make_rooms
gate_make_table
gate_release other
