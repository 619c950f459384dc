# Drops the slot, and when told so what slot-create made for all slots. Ends who still streams from it.
# Arguments: slot and_role(yes or empty), the layout (pg_*)
# shellcheck shell=bash disable=SC2154

pg_sql postgres -v "slot=$slot" >/dev/null <<'EOF'
SELECT set_config('baton.slot', :'slot', false);
DO $$
DECLARE
    deadline timestamptz := clock_timestamp() + interval '20 s';
BEGIN
    WHILE EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = current_setting('baton.slot')) LOOP
        PERFORM pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = current_setting('baton.slot') AND active;
        BEGIN
            PERFORM pg_drop_replication_slot(current_setting('baton.slot'));
        EXCEPTION WHEN object_in_use THEN
            -- It comes back until its own side is stopped; a moment between two tries is enough.
            IF clock_timestamp() > deadline THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(0.05);
        END;
    END LOOP;
END $$;
EOF

if [[ $and_role == yes ]]; then
    hba=$(pg_sql postgres <<<'SHOW hba_file')
    if grep -q '# baton$' "$hba"; then
        sed '/# baton$/d' "$hba" >"$hba.baton-new"
        chown --reference="$hba" "$hba.baton-new"
        chmod --reference="$hba" "$hba.baton-new"
        mv -f "$hba.baton-new" "$hba"
    fi
    # A standby cannot drop a role: it goes with the primary's.
    pg_sql postgres >/dev/null <<'EOF'
SELECT pg_reload_conf();
SELECT NOT pg_is_in_recovery() AS primary \gset
\if :primary
DROP ROLE IF EXISTS baton_replication;
\endif
EOF
    rm -f "$passfile" "$pg_data/baton.copied"
    pg_forget_settings
    [[ ! -d $baton_etc ]] || rmdir --ignore-fail-on-non-empty "$baton_etc"
fi
