# On the old machine: lets the new one in, which will take a dump.
# Arguments: the layout (pg_*)
# shellcheck shell=bash disable=SC2154

bring_admit
