# How far the standby is, as it sees itself.
# Arguments: the layout (pg_*)
# Answers: running(yes|no) in_recovery receiving received replayed
# shellcheck shell=bash disable=SC2154

if ! as_owner "$pg_bin/pg_isready" -q -h "$pg_socket" -p "$pg_port"; then
    answer running no
    exit 0
fi
answer running yes
pg_sql postgres <<'EOF'
SELECT 'in_recovery=' || CASE WHEN pg_is_in_recovery() THEN 'yes' ELSE 'no' END;
SELECT 'receiving=' || CASE WHEN EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN 'yes' ELSE 'no' END;
SELECT 'received=' || coalesce(pg_last_wal_receive_lsn()::text, '');
SELECT 'replayed=' || coalesce(pg_last_wal_replay_lsn()::text, '');
EOF
