# On the new machine: how far the subscriptions are.
# Arguments: the layout (pg_*)
# Answers: running(yes|no) subscriptions connected(those with a worker) tables ready bytes errors(-1: this version does not count them)
# shellcheck shell=bash disable=SC2154

if ! as_owner "$pg_bin/pg_isready" -q -h "$pg_socket" -p "$pg_port"; then
    answer running no
    exit 0
fi
answer running yes
pg_sql postgres <<'EOF_SQL'
SELECT 'subscriptions=' || count(*) FROM pg_subscription WHERE subname = 'baton';
SELECT 'connected=' || count(*) FROM pg_stat_subscription WHERE subname = 'baton' AND relid IS NULL AND pid IS NOT NULL AND received_lsn IS NOT NULL;
SELECT 'bytes=' || sum(pg_database_size(oid)) FROM pg_database;
SELECT current_setting('server_version_num')::int >= 150000 AS counts \gset
\if :counts
SELECT 'errors=' || coalesce(sum(apply_error_count + sync_error_count), 0) FROM pg_stat_subscription_stats;
\else
SELECT 'errors=-1';
\endif
EOF_SQL
tables=0
ready=0
pg_databases
for database in "${databases[@]}"; do
    said=$(pg_sql "$(pg_conninfo "$database")" <<<"SELECT count(*), count(*) FILTER (WHERE srsubstate IN ('r', 's')) FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid WHERE s.subname = 'baton' AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())")
    tables=$((tables + ${said%$'\t'*}))
    ready=$((ready + ${said#*$'\t'}))
done
answer tables "$tables"
answer ready "$ready"
