# On the old machine, after the cut-over: subscribes to what is written on the new one, with the rows that are there. No-op where it does already.
# Arguments: slot(of the way back, on the new machine) other_port, the layout (pg_*)
# shellcheck shell=bash disable=SC2154

pg_databases here_sql
for database in "${databases[@]}"; do
    # Each database of the new machine has its own number.
    name=$(other_sql "$database" -v "slot=$slot" <<<"SELECT slot_name FROM pg_replication_slots WHERE starts_with(slot_name, :'slot') AND database = current_database()")
    [[ -n $name ]] || continue
    here_sql "$database" -v "slot=$name" -v "conninfo=$(other_conninfo "$database")" <<'EOF_SQL'
SELECT count(*) = 0 AS missing FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE s.subname = 'baton_back' AND d.datname = current_database() \gset
\if :missing
SELECT format('CREATE SUBSCRIPTION baton_back CONNECTION %L PUBLICATION baton WITH (create_slot = false, copy_data = false, slot_name = %L)', :'conninfo', :'slot') \gexec
\endif
EOF_SQL
done
