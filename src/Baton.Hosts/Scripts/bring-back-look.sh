# On the new machine: whether the old one's subscriptions can carry back what was written here since, or a dump must.
# Arguments: slot(of the way back) other_port, the layout (pg_*)
# Answers: way(logical|dump) why
# shellcheck shell=bash disable=SC2154

why=
slots=$(here_sql postgres -v "slot=$slot" <<<"SELECT count(*) FROM pg_replication_slots WHERE starts_with(slot_name, :'slot') AND coalesce(to_jsonb(pg_replication_slots) ->> 'wal_status', '') <> 'lost'")
((slots > 0)) || why='the slots of the way back are gone'
schema() { # CONNINFO_FUNCTION
    local database
    for database in "${databases[@]}"; do
        printf '%s\n' "$database"
        as_owner env "PGOPTIONS=$bring_options" "$pg_bin/pg_dump" --schema-only --no-publications --no-subscriptions --exclude-schema=baton --no-password -d "$("$1" "$database")" |
            sed -E '/^(--|\\(un)?restrict |$)/d; /^ALTER TABLE ONLY .* REPLICA IDENTITY (FULL|NOTHING);$/d'
    done | sha256sum
}
pg_databases here_sql
if [[ -z $why && $(schema here_conninfo) != "$(schema other_conninfo)" ]]; then
    why='the schema was changed since the cut-over'
fi
for database in "${databases[@]}"; do
    [[ -z $why ]] || break
    said=$(here_sql "$database" <<'EOF_SQL'
SELECT concat_ws(', ',
    CASE WHEN EXISTS (SELECT FROM pg_largeobject_metadata) THEN 'there are large objects' END,
    CASE WHEN EXISTS (SELECT FROM pg_class WHERE relkind = 'r' AND relpersistence = 'u') THEN 'there are unlogged tables' END,
    CASE WHEN EXISTS (SELECT FROM pg_trigger WHERE tgenabled IN ('A', 'R') AND NOT tgisinternal) THEN 'there are triggers that fire for replicated rows' END);
EOF_SQL
    )
    [[ -z $said ]] || why=$said
done
answer way "$([[ -z $why ]] && echo logical || echo dump)"
answer why "$why"
