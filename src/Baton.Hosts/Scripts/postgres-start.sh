# Starts the cluster as what its data directory says, and waits until it accepts connections. No-op when it runs.
# Arguments: patience(seconds), the layout (pg_*)
# Problems: postgres-did-not-start unit-held
# shellcheck shell=bash disable=SC2154

pg_start "$patience"
