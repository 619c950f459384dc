# On the new machine: makes a cluster of its own, with the old one's roles, tablespaces, databases and schema, and subscribes to its tables. The rows come by themselves
# after that. No-op when it was done for this slot.
# Arguments: slot other_port other_version tablespaces(list), the layout (pg_*)
# Answers: digest(of the schema) databases
# Problems: postgres-stuck postgres-not-made postgres-did-not-start link-down tool-missing
# shellcheck shell=bash disable=SC2154

need_tool rsync
bring_passfile
digest=$(bring_digest)
if [[ ! -e $pg_data/baton.copied || $(<"$pg_data/baton.copied") != "$slot" ]]; then
    bring_cluster
    # What an earlier try has left: a subscription must begin where its schema was taken.
    other_sql postgres -v "slot=$slot" <<<"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE starts_with(slot_name, :'slot') AND NOT active" >/dev/null
    bring_globals "$(other_conninfo postgres)" "$(here_conninfo template1)"
    here_sql template1 <<<'DROP DATABASE IF EXISTS postgres'
    pg_databases other_sql
    for database in "${databases[@]}"; do
        said=$(as_owner env "PGOPTIONS=$bring_options" "$pg_bin/pg_dump" --create --schema-only --no-subscriptions --no-password -d "$(other_conninfo "$database")" |
            psql_to "$(here_conninfo template1)" 2>&1 >/dev/null) || problem postgres-not-made "$said"
    done
    for database in "${databases[@]}"; do
        there=$(other_sql "$database" <<<"SELECT count(*) FROM pg_publication_tables WHERE pubname = 'baton'")
        ((there)) || continue
        # Extensions bring rows of their own into their tables; the ones that count come over.
        here_sql "$database" -v "slot=$slot" -v "conninfo=$(other_conninfo "$database")" <<'EOF_SQL'
DO $$
DECLARE
    one record;
    filled boolean;
    list text;
BEGIN
    FOR one IN SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_publication_tables WHERE pubname = 'baton' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', one.name) INTO filled;
        IF filled THEN
            list := concat_ws(', ', list, one.name);
        END IF;
    END LOOP;
    IF list IS NOT NULL THEN
        EXECUTE 'TRUNCATE ' || list || ' CASCADE';
    END IF;
END $$;
SELECT format('CREATE SUBSCRIPTION baton CONNECTION %L PUBLICATION baton WITH (slot_name = %L)', :'conninfo', :'slot' || '_' || oid) FROM pg_database WHERE datname = current_database() \gexec
EOF_SQL
    done
    printf '%s\n' "$slot" >"$pg_data/baton.copied"
    chown "$pg_owner" "$pg_data/baton.copied"
    sync
else
    pg_start 120
fi
pg_databases here_sql
answer digest "$digest"
answer databases "${#databases[@]}"
