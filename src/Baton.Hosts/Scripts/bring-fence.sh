# Nobody but Baton gets into the cluster from here on, and whoever was in is sent out. When it ends, the log ends: what is there at its position is all.
# Arguments: patience(seconds), the layout (pg_*)
# Answers: position timeline
# Problems: postgres-not-stopped
# shellcheck shell=bash disable=SC2154

hba=$(here_sql postgres <<<'SHOW hba_file')
if ! grep -q '# baton-fence$' "$hba"; then
    {
        # First match wins.
        printf '%s # baton-fence\n' "local all $pg_owner peer" "host all $bring_role 127.0.0.1/32 scram-sha-256" \
            'local all all reject' 'host all all all reject' 'local replication all reject' 'host replication all all reject'
        cat "$hba"
    } | bring_replace "$hba"
fi
# Baton comes in as the owner, so others who run as that get in, too: scripts of the administrator, jobs. They can read.
here_sql postgres <<<"ALTER SYSTEM SET default_transaction_read_only = on"
here_sql postgres -v "patience=$patience" -v "role=$bring_role" <<'EOF_SQL'
SELECT set_config('baton.patience', :'patience', false), set_config('baton.role', :'role', false) \gset
SELECT pg_conf_load_time() AS before \gset
SELECT pg_reload_conf(), pg_sleep(0.05) \gset
DO $$
DECLARE
    deadline timestamptz := clock_timestamp() + current_setting('baton.patience')::int * interval '1 s';
    quiet int := 0;
BEGIN
    -- Twice in a row nobody: one who was let in before the file was read again is seen by then.
    WHILE quiet < 2 LOOP
        PERFORM pg_stat_clear_snapshot();
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND usename IS DISTINCT FROM current_setting('baton.role');
        IF FOUND THEN
            quiet := 0;
        ELSE
            quiet := quiet + 1;
        END IF;
        IF clock_timestamp() > deadline THEN
            RAISE 'sessions do not end';
        END IF;
        PERFORM pg_sleep(0.03);
    END LOOP;
END $$;
-- Its commit writes out all that was committed before it without waiting for the disk.
SELECT pg_logical_emit_message(true, 'baton', 'fenced') \gset
SELECT 'position=' || pg_current_wal_flush_lsn();
SELECT 'timeline=' || timeline_id FROM pg_control_checkpoint();
EOF_SQL
