# How far what follows is, as the primary sees it: the standby, or the last of the subscriptions whose slots begin with the name.
# Arguments: slot, the layout (pg_*)
# Answers: position state lag_bytes lag_ms wal_status wal_free_bytes
# shellcheck shell=bash disable=SC2154

pg_sql postgres -v "slot=$slot" <<'EOF'
SELECT 'position=' || pg_current_wal_lsn();
SELECT unnest(ARRAY[
    'state=' || CASE WHEN bool_and(coalesce(r.state, '') = 'streaming') THEN 'streaming' ELSE coalesce(min(nullif(r.state, 'streaming')), '') END,
    'lag_bytes=' || max(coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), coalesce(r.replay_lsn, s.confirmed_flush_lsn, s.restart_lsn)), 0))::bigint,
    'lag_ms=' || coalesce((extract(epoch FROM max(r.replay_lag)) * 1000)::numeric(20, 3)::text, ''),
    'wal_status=' || CASE WHEN bool_or(to_jsonb(s) ->> 'wal_status' = 'lost') THEN 'lost' ELSE coalesce(min(to_jsonb(s) ->> 'wal_status'), '') END])
FROM pg_replication_slots s LEFT JOIN pg_stat_replication r ON r.pid = s.active_pid WHERE s.slot_name = :'slot' OR starts_with(s.slot_name, :'slot' || '_')
HAVING count(*) > 0;
EOF
answer wal_free_bytes "$(df --output=avail -B1 "$(readlink -f "$pg_data/pg_wal")" | tail -n 1 | tr -d ' ')"
