# What the scripts share that bring rows into a cluster of its own, by replication or from a dump. The layout (pg_*) is set above; other_port is where the
# other machine's PostgreSQL comes out of the link.
# shellcheck shell=bash disable=SC2154,SC2034,SC2016

bring_role=baton_replication

# Sessions of ours: into no log (they may carry password hashes), writing where Baton has made others readers, and never waiting for ever.
bring_options='-c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic -c default_transaction_read_only=off -c client_min_messages=warning -c search_path=pg_catalog'

# The tables whose rows are followed: all that have rows of their own in the log.
# Each by its name and for itself, not FOR ALL TABLES: a table without identity that the application makes meanwhile must not find its updates refused.
bring_tables="(SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relreplident FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)')"

# other_conninfo DATABASE : how the other machine's database is reached through the link.
other_conninfo() {
    printf "%s host=127.0.0.1 port=%s user=%s passfile=%s sslmode=disable gssencmode=disable connect_timeout=10 keepalives_idle=5 keepalives_interval=3 keepalives_count=3" \
        "$(pg_conninfo "$1")" "$other_port" "$bring_role" "$passfile"
}

here_conninfo() {
    printf "%s host='%s' port=%s" "$(pg_conninfo "$1")" "$pg_socket" "$pg_port"
}

# psql_to CONNINFO [psql options] : standard input, to either side. An error of it goes to standard error and is its status.
psql_to() {
    local conninfo=$1
    shift
    as_owner env "PGOPTIONS=$bring_options" "$pg_bin/psql" -XAtq -v ON_ERROR_STOP=1 -F $'\t' -d "$conninfo" "$@"
}

# here_sql DATABASE [psql options], other_sql DATABASE [psql options] : standard input; what PostgreSQL says when it refuses is a problem.
here_sql() { ask_sql "$(here_conninfo "$1")" "${@:2}"; }
other_sql() { ask_sql "$(other_conninfo "$1")" "${@:2}"; }
ask_sql() {
    local status=0 said out
    exec {out}>&1
    said=$(psql_to "$@" 2>&1 >&"$out") || status=$?
    exec {out}>&-
    ((status == 0)) || problem postgres-statement "$said"
}

# Makes the role by which the other machine comes in, with a password made here, and lets it in over loopback, where the link comes out. It reads everything, password
# hashes and user mappings included, and writes when what was written since is carried back: so it must be a superuser.
bring_admit() {
    local password hba role verb=CREATE
    mkdir -p "$baton_etc"
    role=$(here_sql postgres <<<"SELECT count(*) FROM pg_roles WHERE rolname = '$bring_role'")
    [[ $role == 0 ]] || verb=ALTER
    if [[ $role == 0 || ! -s $passfile ]]; then
        password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
        write_file "$passfile" 600 <<<"*:*:*:$bring_role:$password"
        chown "$pg_owner" "$passfile"
        sync "$passfile"
        here_sql postgres <<EOF_SQL
SET password_encryption = 'scram-sha-256';
$verb ROLE $bring_role PASSWORD '$password';
EOF_SQL
    fi
    here_sql postgres <<<"ALTER ROLE $bring_role LOGIN REPLICATION SUPERUSER CONNECTION LIMIT -1"
    hba=$(here_sql postgres <<<'SHOW hba_file')
    if ! grep -q "^host all $bring_role .*# baton\$" "$hba"; then
        {
            echo "host all $bring_role 127.0.0.1/32 scram-sha-256 # baton"
            cat "$hba"
        } | bring_replace "$hba"
        here_sql postgres <<<'SELECT pg_reload_conf()' >/dev/null
    fi
}

# bring_replace FILE : standard input becomes the file, with its owner and mode.
bring_replace() {
    cat >"$1.baton-new"
    chown --reference="$1" "$1.baton-new"
    chmod --reference="$1" "$1.baton-new"
    mv -f "$1.baton-new" "$1"
}

# Publishes every table of every database that has some. What was published before is brought up to date.
bring_publish() {
    local database
    pg_databases
    for database in "${databases[@]}"; do
        here_sql "$database" -v "tables=$bring_tables" <<'EOF_SQL'
SELECT count(*) > 0 AS has_tables, string_agg('TABLE ONLY ' || name, ', ' ORDER BY name) AS list, (SELECT count(*) = 0 FROM pg_publication WHERE pubname = 'baton') AS missing FROM :tables t \gset
\if :has_tables
    \if :missing
        CREATE PUBLICATION baton FOR :list;
    \else
        ALTER PUBLICATION baton SET :list;
    \endif
\endif
EOF_SQL
    done
}

# On the new machine: the password that the old server made goes over the link and nowhere else.
bring_passfile() {
    local i
    pg_find_group
    for i in 1 2; do
        if [[ -s $passfile ]] && psql_to "$(other_conninfo postgres)" <<<'SELECT' >/dev/null 2>&1; then
            return
        fi
        ((i == 1)) || break
        mkdir -p "$baton_etc"
        rsync -a -e 'ssh -F /etc/baton/link/config' "old:$passfile" "$passfile.baton-new" 2>/dev/null || problem link-down "the replication password did not come over"
        chown "$pg_owner:$pg_group" "$passfile.baton-new"
        chmod 600 "$passfile.baton-new"
        mv -f "$passfile.baton-new" "$passfile"
    done
    problem link-down "$(psql_to "$(other_conninfo postgres)" 2>&1 <<<'SELECT' || true)"
}

# A cluster made anew on the new machine, with the source's settings, readable only until it takes over. What is in the data directory is removed.
# Arguments: tablespaces(list)
bring_cluster() {
    local directory encoding collate ctype checksums said setting known name hba ident
    pg_stop_unless_primary
    pg_find_group
    said=$(other_sql template1 <<<"SELECT pg_encoding_to_char(encoding), datcollate, datctype, current_setting('data_checksums') FROM pg_database WHERE datname = 'template0'")
    IFS=$'\t' read -r encoding collate ctype checksums <<<"$said"
    while IFS= read -r directory; do
        [[ -n $directory ]] || continue
        rm -rf "$directory"
        install -d -o "$pg_owner" -g "$pg_group" -m 700 "$directory"
    done <<<"$pg_data"$'\n'"$tablespaces"
    [[ $pg_owner == root ]] || chown "$pg_owner:$pg_group" "${pg_data%/*}"
    local -a options=(--encoding="$encoding" --lc-collate="$collate" --lc-ctype="$ctype" --username="$pg_owner" --auth-local=peer --auth-host=scram-sha-256)
    [[ $checksums != on ]] || options+=(--data-checksums)
    said=$(as_owner env LC_ALL=C "$pg_bin/initdb" --no-sync -D "$pg_data" "${options[@]}" 2>&1) || problem postgres-not-made "$said"
    if [[ $pg_config != "$pg_data"/* && ! -e $pg_config ]]; then
        # Another version than the source's: its settings stand where its own distribution puts them.
        install -d -o "$pg_owner" -g "$pg_group" -m 755 "${pg_config%/*}"
        printf "data_directory = '%s'\nhba_file = '%s'\nident_file = '%s'\n" "$pg_data" "${pg_config%/*}/pg_hba.conf" "${pg_config%/*}/pg_ident.conf" | cat "$pg_data/postgresql.conf" - >"$pg_config"
        cp "$pg_data/pg_hba.conf" "$pg_data/pg_ident.conf" "${pg_config%/*}/"
        chown "$pg_owner:$pg_group" "${pg_config%/*}"/*.conf
    fi
    hba=$(as_owner "$pg_bin/postgres" -D "$pg_data" -c config_file="$pg_config" -C hba_file)
    ident=$(as_owner "$pg_bin/postgres" -D "$pg_data" -c config_file="$pg_config" -C ident_file)
    other_sql postgres <<<"SELECT pg_read_file(current_setting('hba_file'))" | sed '/# baton-fence$/d' | bring_replace "$hba"
    other_sql postgres <<<"SELECT pg_read_file(current_setting('ident_file'))" | bring_replace "$ident"

    # What ALTER SYSTEM has set there, and where settings do not come as a file all of them; but for what names files and addresses of that machine.
    known=$(as_owner "$pg_bin/postgres" --describe-config | cut -f1)
    {
        other_sql postgres -v "files=$([[ $pg_config != "$pg_data"/* && $pg_version == "$other_version" ]] || echo yes)" <<'EOF_SQL' | while IFS=$'\t' read -r name setting; do
SELECT name, '''' || replace(setting, '''', '''''') || '''' FROM pg_file_settings
WHERE applied AND (sourcefile LIKE '%/postgresql.auto.conf' OR :'files' = 'yes') AND setting !~ '[\n\t]'
    AND name NOT IN ('data_directory', 'hba_file', 'ident_file', 'external_pid_file', 'config_file', 'port', 'unix_socket_directories', 'cluster_name', 'stats_temp_directory',
        'primary_conninfo', 'primary_slot_name', 'archive_mode', 'archive_command', 'archive_library', 'synchronous_standby_names', 'default_transaction_read_only')
    AND name NOT LIKE 'ssl%';
EOF_SQL
            if [[ $name == *.* ]] || grep -qixF "$name" <<<"$known"; then printf '%s = %s\n' "$name" "$setting"; fi
        done
        printf "port = %s\nunix_socket_directories = '%s'\n" "$pg_port" "$pg_socket"
        # It follows for the time being, and is followed afterwards: by as many as there are databases. Its log must not go into the source's archive.
        pg_count=$(other_sql postgres <<<"SELECT count(*) FROM pg_database WHERE datallowconn")
        for setting in max_replication_slots max_wal_senders max_worker_processes max_logical_replication_workers; do
            printf '%s = %s\n' "$setting" "$(other_sql postgres -v "name=$setting" -v "least=$((pg_count + 12))" <<<"SELECT greatest(current_setting(:'name')::int, :least)")"
        done
        printf "wal_level = 'logical'\narchive_mode = 'off'\nsynchronous_standby_names = ''\nmax_sync_workers_per_subscription = 2\ndefault_transaction_read_only = 'on'\n"
    } >>"$pg_data/postgresql.auto.conf"
    [[ $pg_socket == /var/run/postgresql ]] || [[ -d $pg_socket ]] || install -d -o "$pg_owner" -g "$pg_group" "$pg_socket"
    # Without the lock of a dump, which a server would keep for as long as it runs.
    pg_start 120 9>&-
}

# Roles with their passwords, memberships and settings, and tablespaces. Hashes go from one program into the other and past nobody.
bring_globals() { # FROM_CONNINFO TO_CONNINFO
    local mark='SELECT md5(string_agg(concat_ws(chr(1), rolname, rolpassword, rolsuper, rolcanlogin, rolvaliduntil), chr(2) ORDER BY rolname COLLATE "C")) FROM pg_authid WHERE rolname !~ '"'^pg_'"
    # A role that is there already is refused, and then altered to what it is on the other side.
    as_owner env "PGOPTIONS=$bring_options" "$pg_bin/pg_dumpall" --globals-only --no-password -d "$1" |
        as_owner env "PGOPTIONS=$bring_options" "$pg_bin/psql" -XAtq -d "$2" >/dev/null 2>&1 || problem postgres-not-made "pg_dumpall of the roles ended early"
    [[ $(ask_sql "$1" <<<"$mark AND rolname <> '$pg_owner'") == "$(ask_sql "$2" <<<"$mark AND rolname <> '$pg_owner'")" ]] || problem postgres-not-made "the roles are not the same on both servers"
}

# Values of all sequences, from one side to the other.
bring_sequences() { # FROM_FUNCTION TO_FUNCTION DATABASE
    local list
    list=$("$1" "$3" <<'EOF_SQL'
SELECT format('SELECT format(''SELECT pg_catalog.setval(%%L, %%s, %%L);'', %L, last_value, is_called) FROM %s', s.name, s.name) FROM
    (SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'S' AND n.nspname !~ '^pg_(toast|temp)') s ORDER BY s.name \gexec
EOF_SQL
    )
    [[ -z $list ]] || "$2" "$3" <<<"BEGIN;"$'\n'"$list"$'\n'"COMMIT;" >/dev/null
}

# Materialized views hold what they were told last; those that hold anything there are filled here, in the order in which they were made.
bring_views() { # DATABASE
    local list
    list=$(other_sql "$1" <<<"SELECT format('REFRESH MATERIALIZED VIEW %I.%I;', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND c.relispopulated ORDER BY c.oid")
    [[ -z $list ]] || here_sql "$1" <<<"$list"
}

# The schema of the other machine's databases, as a checksum.
bring_digest() {
    local database
    pg_databases other_sql
    for database in "${databases[@]}"; do
        printf '%s\n' "$database"
        # Lines that differ from dump to dump say nothing of the schema: comments, and the key of \restrict.
        as_owner env "PGOPTIONS=$bring_options" "$pg_bin/pg_dump" --schema-only --no-publications --no-subscriptions --exclude-schema=baton --no-password -d "$(other_conninfo "$database")" |
            sed -E '/^(--|\\(un)?restrict |$)/d'
    done | sha256sum | cut -d' ' -f1
}

# bring_await POSITION SECONDS SLOT ASK : until who reads from the slots of that name has confirmed all up to a position. ASK reaches the side that has the slots.
bring_await() {
    local said
    said=$("$4" postgres -v "position=$1" -v "patience=$2" -v "slot=$3" <<'EOF_SQL'
SELECT set_config('baton.position', :'position', false), set_config('baton.patience', :'patience', false), set_config('baton.slot', :'slot', false) \gset
DO $$
DECLARE
    deadline timestamptz := clock_timestamp() + current_setting('baton.patience')::int * interval '1 s';
BEGIN
    WHILE clock_timestamp() < deadline AND EXISTS (SELECT FROM pg_replication_slots
            WHERE starts_with(slot_name, current_setting('baton.slot')) AND slot_type = 'logical' AND confirmed_flush_lsn < current_setting('baton.position')::pg_lsn) LOOP
        PERFORM pg_sleep(0.005);
    END LOOP;
END $$;
SELECT count(*), count(*) FILTER (WHERE confirmed_flush_lsn >= :'position'::pg_lsn), coalesce(min(confirmed_flush_lsn)::text, 'nothing') FROM pg_replication_slots WHERE starts_with(slot_name, :'slot') AND slot_type = 'logical';
EOF_SQL
    )
    local all arrived least
    IFS=$'\t' read -r all arrived least <<<"$said"
    ((all > 0 && all == arrived)) || problem postgres-wal-missing "it has confirmed $least, the last record is at $1"
}

# Ends subscriptions without asking the other side: its slots are dropped there.
bring_unsubscribe() { # NAME
    local database
    pg_databases here_sql
    for database in "${databases[@]}"; do
        here_sql "$database" -v "name=$1" <<'EOF_SQL'
SELECT count(*) > 0 AS there FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE s.subname = :'name' AND d.datname = current_database() \gset
\if :there
ALTER SUBSCRIPTION :"name" DISABLE;
ALTER SUBSCRIPTION :"name" SET (slot_name = NONE);
DROP SUBSCRIPTION :"name";
\endif
EOF_SQL
    done
}

# Rows of tables without identity could not be updated any more once they are published: they get one for the time being. What takes it back is written down first.
bring_identities() {
    local database back
    pg_databases here_sql
    for database in "${databases[@]}"; do
        back=$(here_sql "$database" -v "tables=$bring_tables" <<'EOF_SQL'
SELECT format('ALTER TABLE %s REPLICA IDENTITY %s;', name, CASE relreplident WHEN 'n' THEN 'NOTHING' ELSE 'DEFAULT' END) FROM :tables t
WHERE relreplident = 'n' OR (relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary));
EOF_SQL
        )
        [[ -n $back ]] || continue
        printf '%s\t%s\n' "$(printf '%s' "$database" | base64 -w0)" "$(base64 -w0 <<<"$back")" >>"$pg_data/baton.identities"
        sync "$pg_data/baton.identities"
        sed -E 's/ REPLICA IDENTITY (NOTHING|DEFAULT);$/ REPLICA IDENTITY FULL;/' <<<"$back" | here_sql "$database"
    done
}

bring_identities_back() {
    local database back
    [[ -e $pg_data/baton.identities ]] || return 0
    while IFS=$'\t' read -r database back; do
        # A table may be gone by now.
        base64 -d <<<"$back" | as_owner env "PGOPTIONS=$bring_options" "$pg_bin/psql" -XAtq -d "$(here_conninfo "$(base64 -d <<<"$database")")" >/dev/null 2>&1 || true
    done <"$pg_data/baton.identities"
    rm -f "$pg_data/baton.identities"
}

# Slots on the machine that has taken over, so that the other one can follow from the very first record.
bring_back_slots() { # SLOT
    local database
    pg_databases here_sql
    for database in "${databases[@]}"; do
        here_sql "$database" -v "slot=$1" <<'EOF_SQL'
SELECT :'slot' || '_' || oid AS name FROM pg_database WHERE datname = current_database() \gset
SELECT count(*) > 0 AS published FROM pg_publication_tables WHERE pubname = 'baton' \gset
SELECT count(*) = 0 AS missing FROM pg_replication_slots WHERE slot_name = :'name' \gset
\if :published
\if :missing
SELECT pg_create_logical_replication_slot(:'name', 'pgoutput') IS NULL AS none \gset
\endif
\endif
EOF_SQL
    done
}

# From here on everybody may write.
bring_open() {
    local i
    here_sql postgres <<<"ALTER SYSTEM RESET default_transaction_read_only"
    here_sql postgres <<<"SELECT pg_reload_conf()" >/dev/null
    for ((i = 0; i < 200; i++)); do
        [[ $(as_owner "$pg_bin/psql" -XAtq -d "$(here_conninfo postgres)" <<<'SHOW default_transaction_read_only') != off ]] || return 0
        pause 0.02
    done
    problem postgres-stuck "it stays read only; is default_transaction_read_only set in $pg_config?"
}

# One dump at a time: a try whose connection broke may still be at it.
bring_alone() {
    mkdir -p "$baton_etc"
    exec 9>"$baton_etc/dump.lock"
    flock -w "$1" 9 || problem postgres-stuck "an earlier dump still goes on"
}

# bring_dump FROM_FUNCTION TO_FUNCTION DATABASE JOBS : in parallel, over a folder beside the data directory of the new machine, where this runs. The database is made anew
# on the other end. FROM_FUNCTION and TO_FUNCTION say how a database is reached.
bring_dump() {
    local folder=${pg_data%/*}/baton-dump said from=$1 to=$2 database=$3 jobs=$4
    rm -rf "$folder"
    said=$(as_owner env "PGOPTIONS=$bring_options" "$pg_bin/pg_dump" --format=directory --jobs="$jobs" --compress=1 --no-sync --no-subscriptions --no-password -f "$folder" -d "$("$from" "$database")" 2>&1) ||
        problem postgres-not-made "$said"
    # Restored without waiting for the disk at every statement; what is there is written out before it counts. A dump does not name the owner of extensions:
    # they are made as the administrator's, or the role of the way back could never go.
    said=$(as_owner env "PGOPTIONS=$bring_options -c synchronous_commit=off" "$pg_bin/pg_restore" --create --exit-on-error --role="$pg_owner" --jobs="$jobs" --no-password -d "$("$to" template1)" "$folder" 2>&1) ||
        problem postgres-not-made "$said"
    rm -rf "$folder"
}

bring_analyze() { # CONNINFO_FUNCTION DATABASE JOBS
    local said
    said=$(as_owner env "PGOPTIONS=$bring_options" "$pg_bin/vacuumdb" --analyze-only --jobs="$3" --quiet --no-password -d "$("$1" "$2")" 2>&1) || problem postgres-statement "$said"
}

# bring_counts ASK : rows of every table and values of every sequence, one per line, sorted.
bring_counts() {
    local database
    pg_databases "$1"
    for database in "${databases[@]}"; do
        "$1" "$database" <<'EOF_SQL'
SELECT CASE c.relkind WHEN 'S' THEN format('SELECT %L, last_value, is_called FROM %s', x.name, x.name) ELSE format('SELECT %L, count(*) FROM ONLY %s', x.name, x.name) END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL (SELECT format('%I.%I', n.nspname, c.relname) AS name) x
WHERE c.relkind IN ('r', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' ORDER BY x.name COLLATE "C" \gexec
EOF_SQL
    done
}

# The same rows on both sides, counted; answers tables and rows.
bring_prove() {
    local there here
    there=$(bring_counts other_sql)
    here=$(bring_counts here_sql)
    [[ $there == "$here" ]] || problem postgres-rows-differ "$(diff <(printf '%s\n' "$there") <(printf '%s\n' "$here") | grep '^[<>]' | head -n 6)"
    answer tables "$(awk -F '\t' 'NF == 2' <<<"$here" | wc -l)"
    answer rows "$(awk -F '\t' 'NF == 2 { rows += $2 } END { print rows + 0 }' <<<"$here")"
}
