# On the new machine, when the rows are there: statistics for the planner, and materialized views, neither of which come by replication.
# Arguments: other_port hurry(yes: a switch is near, and what has come is confirmed at once instead of when it happens to be on the disk), the layout (pg_*)
# shellcheck shell=bash disable=SC2154

pg_databases here_sql
for database in "${databases[@]}"; do
    here_sql "$database" <<<'ANALYZE'
    bring_views "$database"
    here_sql "$database" -v "commit=$([[ $hurry == yes ]] && echo on || echo off)" <<'EOF_SQL'
SELECT format('ALTER SUBSCRIPTION baton SET (synchronous_commit = %L)', :'commit')
    FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE s.subname = 'baton' AND d.datname = current_database() \gexec
EOF_SQL
done
