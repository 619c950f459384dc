# Waits until the standby has applied the record at a position: its primary's shutdown checkpoint, the last that there is.
# Arguments: position patience(seconds), the layout (pg_*)
# Answers: replayed
# Problems: postgres-wal-missing
# shellcheck shell=bash disable=SC2154

replayed=$(pg_wait_for "$position" "$patience")
answer replayed "$replayed"
