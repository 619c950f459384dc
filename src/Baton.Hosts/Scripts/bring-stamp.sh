# Which versions the rows of the catalogs have that describe the schema: quick, and another one after every change of it.
# Arguments: the layout (pg_*)
# Answers: stamp
# shellcheck shell=bash disable=SC2154

pg_databases here_sql
stamp=$(for database in "${databases[@]}"; do
    here_sql "$database" <<'EOF_SQL'
SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (
    SELECT concat_ws(' ', 'a', a.attrelid, a.attnum, a.xmin) AS line FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relpersistence <> 't' AND c.relnamespace <> 'pg_toast'::regnamespace
        AND a.attrelid >= 16384 AND c.relkind <> 'i'
    UNION ALL SELECT concat_ws(' ', 'c', k.oid, k.xmin) FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid WHERE k.oid >= 16384 AND c.relpersistence IS DISTINCT FROM 't'
    UNION ALL SELECT concat_ws(' ', 'i', indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE indexrelid >= 16384 AND c.relpersistence <> 't' AND c.relkind <> 't'
    UNION ALL SELECT concat_ws(' ', 'p', oid, xmin) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT concat_ws(' ', 't', oid, xmin) FROM pg_trigger WHERE oid >= 16384
    UNION ALL SELECT concat_ws(' ', 'e', oid, xmin) FROM pg_enum
    UNION ALL SELECT concat_ws(' ', 'y', oid, xmin) FROM pg_policy) lines;
EOF_SQL
done)
answer stamp "$(sha256sum <<<"$stamp" | cut -d' ' -f1)"
