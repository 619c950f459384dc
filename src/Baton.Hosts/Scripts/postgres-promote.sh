# Proves that everything arrived, promotes, and makes a slot from which the old primary can follow. One session, no waiting between.
# Arguments: position(empty: without proof) timeline patience(seconds) back_slot(name or empty), the layout (pg_*)
# Answers: replayed timeline
# Problems: postgres-wal-missing postgres-not-a-standby postgres-stuck
# shellcheck shell=bash disable=SC2154

said=$(pg_sql postgres -v "position=$position" -v "old_timeline=${timeline:-0}" -v "patience=$patience" -v "slot=$back_slot" <<'EOF'
SELECT set_config('baton.position', :'position', false), set_config('baton.patience', :'patience', false) \gset
SELECT pg_is_in_recovery() AS standby, :'position' = '' AS unproved, :'slot' <> '' AS with_slot \gset
\if :standby
    \if :unproved
        SELECT true AS arrived \gset
    \else
        DO $$
        DECLARE
            deadline timestamptz := clock_timestamp() + current_setting('baton.patience')::int * interval '1 s';
        BEGIN
            WHILE pg_last_wal_replay_lsn() <= current_setting('baton.position')::pg_lsn AND clock_timestamp() < deadline LOOP
                PERFORM pg_sleep(0.005);
            END LOOP;
        END $$;
        SELECT pg_last_wal_replay_lsn() > :'position'::pg_lsn AS arrived \gset
    \endif
    \if :arrived
        SELECT pg_promote(false) \gset
        DO $$
        DECLARE
            deadline timestamptz := clock_timestamp() + current_setting('baton.patience')::int * interval '1 s';
        BEGIN
            WHILE pg_is_in_recovery() AND clock_timestamp() < deadline LOOP
                PERFORM pg_sleep(0.005);
            END LOOP;
        END $$;
    \else
        SELECT 'missing=' || coalesce(pg_last_wal_replay_lsn()::text, 'nothing');
        \quit
    \endif
\endif
SELECT pg_is_in_recovery() AS stuck \gset
\if :stuck
    SELECT 'stuck=yes';
    \quit
\endif
-- The first eight digits of a log file's name are its timeline; pg_control learns of it only with the next checkpoint.
SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int AS timeline \gset
\if :with_slot
    SELECT count(*) = 0 AS no_slot FROM pg_replication_slots WHERE slot_name = :'slot' \gset
    \if :no_slot
        SELECT pg_create_physical_replication_slot(:'slot', true) IS NULL AS none \gset
    \endif
\endif
SELECT 'replayed=' || coalesce(pg_last_wal_replay_lsn(), pg_current_wal_lsn());
SELECT 'timeline=' || :timeline;
EOF
)

case $said in
    missing=*) problem postgres-wal-missing "it has ${said#missing=}, the last record is at $position" ;;
    stuck=*) problem postgres-stuck "it was told to end recovery and has not in $patience s" ;;
esac
# Found running as a primary: a promotion of ours begins a new timeline, a copy that started by itself goes on with the old one.
[[ ${said##*timeline=} -gt ${timeline:-0} ]] || problem postgres-not-a-standby
printf '%s\n' "$said"
# Requests wait for us, and these settings mean nothing to a primary: they are removed behind the answer.
(
    pg_forget_settings
    kill -HUP "$(pg_pid)"
) </dev/null >/dev/null 2>&1 {answers}>&- &
