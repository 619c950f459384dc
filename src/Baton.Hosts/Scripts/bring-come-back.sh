# On the new machine, which nobody writes to any more: proves that the old one has all rows, and sets its sequences.
# Arguments: position(of this one's last record) slot(of the way back) other_port patience(seconds), the layout (pg_*)
# Problems: postgres-wal-missing
# shellcheck shell=bash disable=SC2154

bring_await "$position" "$patience" "$slot" here_sql
pg_databases here_sql
for database in "${databases[@]}"; do
    bring_sequences here_sql other_sql "$database"
done
