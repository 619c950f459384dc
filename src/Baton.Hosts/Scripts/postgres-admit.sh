# Lets Baton's replication role in over loopback, on a cluster that runs, also as a standby: its own successor or predecessor comes in that way.
# Arguments: the layout (pg_*)
# shellcheck shell=bash disable=SC2154

pg_admit_replication
