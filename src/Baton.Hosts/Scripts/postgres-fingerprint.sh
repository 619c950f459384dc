# What the databases hold, in figures by which two servers can be compared: each table's rows and the sum of their checksums, whatever their order, and each
# sequence. One snapshot per database. Reads every row.
# Arguments: databases(list; empty: all), the layout (pg_*)
# Answers: table*(database schema.table rows checksum) sequence*(database schema.sequence value reached), the last one greater the further it is, also where it counts down
# shellcheck shell=bash disable=SC2154

# Captured and not piped: a database that cannot be read ends this, and is not one without tables.
if [[ -z $databases ]]; then
    databases=$(pg_sql postgres <<<'SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate')
fi
mapfile -t list <<<"$databases"
for database in "${list[@]}"; do
    # Baton's own schema differs by nature. t.* is the row, also where a column is called t. Sixteen digits of md5 as a number: they can be added up, and every version has it.
    said=$(pg_sql "$database" <<'EOF'
SET search_path TO pg_catalog;
SET TimeZone TO 'UTC';
SET DateStyle TO 'ISO';
SET IntervalStyle TO 'postgres';
SET extra_float_digits TO 3;
SET bytea_output TO 'hex';
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT format(
    $q$SELECT 'table', %L, count(*), coalesce(sum(('x' || left(md5((t.*)::text), 16))::bit(64)::bigint::numeric), 0) FROM ONLY %I.%I AS t$q$,
    n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'baton') AND n.nspname !~ '^pg_(toast|temp)'
ORDER BY 1 \gexec
SELECT format(
    $q$SELECT 'sequence', %L, last_value || CASE WHEN is_called THEN '' ELSE ' (unused)' END, sign(%s) * (last_value::numeric - CASE WHEN is_called THEN 0 ELSE %s END) FROM %I.%I$q$,
    n.nspname || '.' || c.relname, s.seqincrement, s.seqincrement, n.nspname, c.relname)
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'baton')
ORDER BY 1 \gexec
COMMIT;
EOF
    )
    while IFS=$'\t' read -r kind name one two; do
        case $kind in
            table) answer table "$database" "$name" "$one" "$two" ;;
            sequence) answer sequence "$database" "$name" "$one" "$two" ;;
        esac
    done <<<"$said"
done
