# What of the running cluster logical replication cannot carry, or would do wrong. Changes nothing. Names are as SQL writes them.
# Arguments: the layout (pg_*)
# Answers: max_logical_workers max_worker_processes prepared_transactions tables*(DATABASE COUNT) extension*(DATABASE NAME)
#   no_identity*(DATABASE TABLE REMEDY) unlogged*(DATABASE TABLE) large_objects*(DATABASE COUNT) fires*(DATABASE TABLE TRIGGER)
# shellcheck shell=bash disable=SC2154

pg_sql postgres <<'EOF_SQL'
SELECT 'max_logical_workers=' || current_setting('max_logical_replication_workers');
SELECT 'max_worker_processes=' || current_setting('max_worker_processes');
SELECT 'prepared_transactions=' || count(*) FROM pg_prepared_xacts;
EOF_SQL
pg_databases
ours="(SELECT c.oid, c.relkind, c.relpersistence, c.relreplident, translate(format('%I.%I', n.nspname, c.relname), E'\n\t', '  ') AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)')"
for database in "${databases[@]}"; do
    pg_sql "$(pg_conninfo "$database")" -v "ours=$ours" <<'EOF_SQL'
SET search_path = pg_catalog;
SELECT translate(quote_ident(current_database()), E'\n\t', '  ') AS here \gset
SELECT 'tables=' || :'here', count(*) FROM :ours o WHERE relkind = 'r' AND relpersistence = 'p';
-- Values of these types cannot be compared, so a row cannot be found by them.
SELECT 'no_identity=' || :'here', name, CASE
        WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND a.atttypid::regtype::text IN ('json', 'xml', 'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle'))
            THEN format('ALTER TABLE %s ADD COLUMN baton_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY', name)
        ELSE coalesce(
            (SELECT format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', o.name, k.relname) FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid
                WHERE i.indrelid = o.oid AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
                    AND NOT EXISTS (SELECT FROM unnest(i.indkey) AS key JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = key WHERE NOT a.attnotnull)
                ORDER BY k.relname LIMIT 1),
            format('ALTER TABLE %s REPLICA IDENTITY FULL', name))
        END
    FROM :ours o WHERE relkind = 'r' AND relpersistence = 'p'
        AND (relreplident = 'n' OR (relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = o.oid AND i.indisprimary)))
    ORDER BY name;
SELECT 'unlogged=' || :'here', name FROM :ours o WHERE relkind = 'r' AND relpersistence = 'u' ORDER BY name;
SELECT 'large_objects=' || :'here', count(*) FROM pg_largeobject_metadata HAVING count(*) > 0;
SELECT 'fires=' || :'here', o.name, translate(quote_ident(t.tgname), E'\n\t', '  ') FROM pg_trigger t JOIN :ours o ON o.oid = t.tgrelid WHERE t.tgenabled IN ('A', 'R') AND NOT t.tgisinternal ORDER BY o.name, t.tgname;
SELECT 'extension=' || :'here', extname FROM pg_extension ORDER BY extname;
EOF_SQL
done
