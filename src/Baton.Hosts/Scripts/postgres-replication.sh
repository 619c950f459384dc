# How far the standby is, as the primary sees it.
# Arguments: slot, the layout (pg_*)
# Answers: position state lag_bytes lag_ms wal_status wal_free_bytes
# shellcheck shell=bash disable=SC2154

pg_sql postgres -v "slot=$slot" <<'EOF'
SELECT 'position=' || pg_current_wal_lsn();
SELECT unnest(ARRAY[
    'state=' || coalesce(r.state, ''),
    'lag_bytes=' || coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), coalesce(r.replay_lsn, s.restart_lsn)), 0)::bigint,
    'lag_ms=' || coalesce((extract(epoch FROM r.replay_lag) * 1000)::numeric(20, 3)::text, ''),
    'wal_status=' || coalesce(to_jsonb(s) ->> 'wal_status', '')])
FROM pg_replication_slots s LEFT JOIN pg_stat_replication r ON r.pid = s.active_pid WHERE s.slot_name = :'slot';
EOF
answer wal_free_bytes "$(df --output=avail -B1 "$(readlink -f "$pg_data/pg_wal")" | tail -n 1 | tr -d ' ')"
