# Reads all of the databases: with pg_amcheck where it is installed (it verifies tables and indexes), and every row in any case.
# Arguments: databases(list; empty: all), the layout (pg_*)
# Answers: method(pg_amcheck|read) tables rows error*
# shellcheck shell=bash disable=SC2154

list=()
if [[ -n $databases ]]; then
    mapfile -t list <<<"$databases"
else
    mapfile -t list < <(pg_sql postgres <<<'SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate')
fi

method="read"
if [[ -x $pg_bin/pg_amcheck ]] && [[ $(pg_sql postgres <<<"SELECT count(*) FROM pg_available_extensions WHERE name = 'amcheck'") == 1 ]]; then
    method=pg_amcheck
fi
tables=0
rows=0
for database in "${list[@]}"; do
    if [[ $method == pg_amcheck ]]; then
        if ! said=$(as_owner "$pg_bin/pg_amcheck" --install-missing --no-password -h "$pg_socket" -p "$pg_port" -d "$database" 2>&1); then
            while IFS= read -r line; do answer error "$database: $line"; done < <(head -n 20 <<<"$said")
        fi
    fi
    if counts=$(as_owner "$pg_bin/psql" -XAtq -v ON_ERROR_STOP=1 -h "$pg_socket" -p "$pg_port" -d "$database" 2>&1 <<'EOF'
SELECT format('SELECT count(*) FROM %I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND (c.relkind = 'r' OR c.relispopulated) \gexec
EOF
    ); then
        while IFS= read -r count; do
            [[ -n $count ]] || continue
            tables=$((tables + 1))
            rows=$((rows + count))
        done <<<"$counts"
    else
        answer error "$database: ${counts##*$'\n'}"
    fi
done
answer method "$method"
answer tables "$tables"
answer rows "$rows"
