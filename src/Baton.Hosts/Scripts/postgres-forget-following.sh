# The stopped cluster is not to follow any more: its next start is as a primary.
# Arguments: the layout (pg_*)
# Problems: postgres-not-stopped
# shellcheck shell=bash disable=SC2154

[[ -z $(pg_pid) ]] || problem postgres-not-stopped running
pg_forget_settings
rm -f "$pg_data/standby.signal"
sync "$pg_data"
