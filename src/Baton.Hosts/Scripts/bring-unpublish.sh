# Drops the publications and the slots whose names begin with a slot's, and when told so the role and what let it in. Ends who still reads from them.
# Arguments: slot and_role(yes or empty), the layout (pg_*)
# Problems: postgres-stuck
# shellcheck shell=bash disable=SC2154

[[ $slot == baton* ]] || problem postgres-stuck "a slot of Baton's begins with baton, not $slot"
here_sql postgres -v "slot=$slot" <<'EOF_SQL' >/dev/null
SELECT set_config('baton.slot', :'slot', false);
DO $$
DECLARE
    deadline timestamptz := clock_timestamp() + interval '20 s';
    one record;
BEGIN
    LOOP
        SELECT slot_name, active_pid INTO one FROM pg_replication_slots WHERE starts_with(slot_name, current_setting('baton.slot')) ORDER BY active_pid NULLS FIRST LIMIT 1;
        EXIT WHEN NOT FOUND;
        BEGIN
            PERFORM pg_terminate_backend(one.active_pid) WHERE one.active_pid IS NOT NULL;
            PERFORM pg_drop_replication_slot(one.slot_name);
        EXCEPTION WHEN object_in_use THEN
            -- It comes back until its own side is stopped; a moment between two tries is enough.
            IF clock_timestamp() > deadline THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(0.05);
        END;
    END LOOP;
END $$;
EOF_SQL
pg_databases here_sql
for database in "${databases[@]}"; do
    here_sql "$database" <<<'DROP PUBLICATION IF EXISTS baton'
done
bring_identities_back
if [[ $and_role == yes ]]; then
    hba=$(here_sql postgres <<<'SHOW hba_file')
    if grep -q '# baton$' "$hba"; then
        sed '/# baton$/d' "$hba" | bring_replace "$hba"
    fi
    here_sql postgres <<<"SELECT pg_reload_conf(); DROP ROLE IF EXISTS $bring_role" >/dev/null
    rm -f "$passfile" "$pg_data/baton.copied" "$baton_etc/dump.lock"
    [[ ! -d $baton_etc ]] || rmdir --ignore-fail-on-non-empty "$baton_etc"
fi
