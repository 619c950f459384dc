# On the new machine, which nobody writes to any more: carries everything that it has to the old one. What that has is kept under another name until all is proved.
# Arguments: slot(of the way back, which this one replaces) other_port jobs, the layout (pg_*)
# Answers: tables rows
# Problems: postgres-stuck postgres-not-made postgres-rows-differ
# shellcheck shell=bash disable=SC2154

bring_alone 60
# First of all: rows that come with the dump must not be asked for again by a repeat.
here_sql postgres -v "slot=$slot" <<<"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE starts_with(slot_name, :'slot')" >/dev/null
pg_databases here_sql
for database in "${databases[@]}"; do
    here_sql "$database" <<<'DROP PUBLICATION IF EXISTS baton'
done
bring_identities_back
bring_globals "$(here_conninfo template1)" "$(other_conninfo template1)"
kept=$(other_sql template1 <<<"SELECT count(*) FROM pg_database WHERE datname ~ '^baton_kept_'")
if ((kept)); then
    # A try that was cut off: what it kept is what counts there, and nothing beside it is whole.
    other_sql template1 <<<"SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datallowconn AND datname NOT IN ('template0', 'template1') AND datname !~ '^baton_kept_' \gexec"
else
    other_sql template1 <<'EOF_SQL'
SELECT pg_terminate_backend(pid), pg_sleep(0.1) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname <> 'template1' \g /dev/null
BEGIN;
SELECT format('ALTER DATABASE %I RENAME TO %I', datname, 'baton_kept_' || oid) FROM pg_database WHERE datallowconn AND datname NOT IN ('template0', 'template1') \gexec
COMMIT;
EOF_SQL
fi
for database in "${databases[@]}"; do
    bring_dump here_conninfo other_conninfo "$database" "$jobs"
    bring_analyze other_conninfo "$database" "$jobs"
done
bring_prove
other_sql template1 <<<"SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datname ~ '^baton_kept_' \gexec"
