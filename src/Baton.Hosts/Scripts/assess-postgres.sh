# Every PostgreSQL cluster, running or not. Changes nothing.
# Answers, the first field being the cluster (15/main, or its data directory): cluster*(VERSION DATA PORT OWNER UNIT BIN RUNNING(yes|no))
#   fact*(CLUSTER KEY VALUE) database*(CLUSTER NAME ENCODING COLLATE CTYPE PROVIDER RECORDED ACTUAL BYTES LARGE_OBJECTS NO_IDENTITY_COUNT NO_IDENTITY UNLOGGED)
#   extension*(CLUSTER DATABASE NAME VERSION) role*(CLUSTER NAME LOGIN SUPER REPLICATION) replication*(CLUSTER KIND NAME STATE)
#   password*(CLUSTER ROLE no|scram|md5) foreign*(CLUSTER DATABASE SERVER) setting*(CLUSTER NAME VALUE) tablespace*(CLUSTER NAME PATH) unseen*
# shellcheck shell=bash disable=SC2154

# sql DATABASE : standard input, read only, as the cluster's owner where we may be it. Every row is an answer of its own.
sql() {
    local database=$1
    # hide what a superuser's psqlrc or a hostile search_path could do; locks are given up on fast, a huge schema after a while.
    local -a client=(env "PGOPTIONS=-c default_transaction_read_only=on -c lock_timeout=2s -c statement_timeout=60s -c search_path=pg_catalog" PGAPPNAME=baton
        "$bin/psql" -XAtq -v ON_ERROR_STOP=1 -v "c=$name" -F $'\t' -h "$socket" -p "$port" -d "$database")
    if [[ $root == yes && $owner != root ]]; then
        client=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --init-groups -- "${client[@]}")
    fi
    "${client[@]}" 2>/dev/null
}

look_into() { # sets nothing; answers about the running cluster in name, data, bin, port, socket, owner
    local database databases
    if ! sql postgres <<'SQL'; then
SELECT 'fact=' || :'c', 'server_version', current_setting('server_version');
SELECT 'fact=' || :'c', 'standby', CASE WHEN pg_is_in_recovery() THEN 'yes' ELSE 'no' END;
SELECT 'fact=' || :'c', 'started', extract(epoch FROM pg_postmaster_start_time())::bigint;
SELECT current_setting('server_version_num')::int >= 140000 AS counts_wal \gset
\if :counts_wal
SELECT 'fact=' || :'c', 'wal_since', wal_bytes FROM pg_stat_wal;
SELECT 'fact=' || :'c', 'statistics_since', extract(epoch FROM stats_reset)::bigint FROM pg_stat_wal;
\endif
SELECT 'fact=' || :'c', 'connections', (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend');
SELECT 'fact=' || :'c', 'last_archived', coalesce((SELECT extract(epoch FROM last_archived_time)::bigint FROM pg_stat_archiver), 0);
SELECT 'fact=' || :'c', 'archive_failures', coalesce((SELECT failed_count FROM pg_stat_archiver), 0);
SELECT 'fact=' || :'c', 'prepared_transactions', (SELECT count(*) FROM pg_prepared_xacts);
SELECT 'fact=' || :'c', 'oldest_transaction_s', coalesce((SELECT max(extract(epoch FROM now() - xact_start))::bigint FROM pg_stat_activity WHERE xact_start IS NOT NULL), 0);
SELECT 'setting=' || :'c', name, setting || coalesce(' ' || unit, '') FROM pg_settings WHERE name IN ('wal_level', 'max_wal_senders', 'max_replication_slots', 'listen_addresses',
    'synchronous_standby_names', 'archive_mode', 'data_checksums', 'shared_buffers', 'max_connections', 'max_slot_wal_keep_size', 'max_logical_replication_workers', 'fsync',
    'full_page_writes', 'ssl', 'shared_preload_libraries', 'password_encryption', 'max_prepared_transactions', 'wal_keep_size', 'huge_pages', 'work_mem');
-- Only whether there is one: a command may hold keys.
SELECT 'setting=' || :'c', 'archive_command', CASE WHEN current_setting('archive_command') IN ('', '(disabled)') THEN 'none' ELSE 'set' END;
SELECT 'role=' || :'c', rolname, CASE WHEN rolcanlogin THEN 'yes' ELSE 'no' END, CASE WHEN rolsuper THEN 'yes' ELSE 'no' END, CASE WHEN rolreplication THEN 'yes' ELSE 'no' END
    FROM pg_roles WHERE rolname NOT LIKE 'pg\_%' ORDER BY rolname;
SELECT 'replication=' || :'c', 'standby', coalesce(nullif(application_name, ''), 'unnamed'), state FROM pg_stat_replication;
SELECT 'replication=' || :'c', slot_type || ' slot', slot_name, CASE WHEN active THEN 'active' ELSE 'unused' END FROM pg_replication_slots;
SELECT 'tablespace=' || :'c', spcname, pg_tablespace_location(oid) FROM pg_tablespace WHERE pg_tablespace_location(oid) <> '';
SQL
        unseen postgres "PostgreSQL $name does not let us in over its socket"
        return
    fi
    sql postgres <<<"SELECT 'password=' || :'c', rolname, CASE WHEN rolpassword IS NULL THEN 'no' WHEN rolpassword LIKE 'SCRAM%' THEN 'scram' ELSE 'md5' END FROM pg_authid WHERE rolcanlogin" || true
    databases=$(sql postgres <<<"SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname") || databases=
    while IFS= read -r database; do
        [[ -n $database ]] || continue
        look_into_database "$database" || unseen postgres "database $database of PostgreSQL $name does not let us in"
    done <<<"$databases"
}

look_into_database() {
    sql "$1" <<'SQL' || return 1
SELECT current_setting('server_version_num')::int >= 150000 AS knows \gset
\if :knows
SELECT datlocprovider AS provider, coalesce(datcollversion, '') AS recorded, coalesce(pg_database_collation_actual_version(oid), '') AS actual
    FROM pg_database WHERE datname = current_database() \gset
\else
SELECT 'c' AS provider, '' AS recorded, '' AS actual \gset
\endif
WITH lost AS (
    SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%'
        AND (c.relreplident = 'n' OR (c.relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary))))
SELECT 'database=' || :'c', datname, pg_encoding_to_char(encoding), datcollate, datctype, :'provider', :'recorded', :'actual', pg_database_size(oid),
    (SELECT count(*) FROM pg_largeobject_metadata), (SELECT count(*) FROM lost), (SELECT coalesce(string_agg(name, ' '), '') FROM (SELECT name FROM lost ORDER BY name LIMIT 20) few),
    (SELECT count(*) FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r')
    FROM pg_database WHERE datname = current_database();
SELECT 'extension=' || :'c', current_database(), extname, extversion FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname;
SELECT 'replication=' || :'c', 'publication', current_database() || '.' || pubname, 'defined' FROM pg_publication;
SELECT 'replication=' || :'c', 'subscription', current_database() || '.' || subname, CASE WHEN subenabled THEN 'enabled' ELSE 'disabled' END
    FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database();
SELECT 'foreign=' || :'c', current_database(), srvname FROM pg_foreign_server;
SQL
}

running=()
while IFS=$'\t' read -r process executable; do
    data=$(readlink "$process/cwd" 2>/dev/null) || continue
    executable=${executable% (deleted)}
    pid='' port='' socket=''
    { { read -r pid; read -r _; read -r _; read -r port; read -r socket; } <"$data/postmaster.pid"; } 2>/dev/null || true
    if [[ -z $pid ]]; then
        # Only the owner and root may read it; children of the postmaster show the same folder.
        continue
    fi
    [[ $pid == "${process#/proc/}" ]] || continue
    unit_of "$pid"
    name=$data
    if [[ $unit =~ ^postgresql@([0-9.]+)-(.+)\.service$ ]]; then
        name=${BASH_REMATCH[1]}/${BASH_REMATCH[2]}
    elif [[ $data =~ ^/var/lib/postgresql/([0-9.]+)/([^/]+)$ ]]; then
        name=${BASH_REMATCH[1]}/${BASH_REMATCH[2]}
    fi
    owner=$(stat -c %U "$data")
    bin=${executable%/*}
    [[ -n $socket ]] || socket=127.0.0.1
    version=$("$executable" --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)?' | head -n 1) || version=
    running+=("$name")
    answer cluster "$name" "$version" "$data" "$port" "$owner" "$unit" "$bin" yes
    look_into
    answer fact "$name" data_bytes "$(du -sxB1 -- "$data" 2>/dev/null | cut -f1)"
    answer fact "$name" wal_free_bytes "$(df --output=avail -B1 -- "$data/pg_wal/." 2>/dev/null | tail -n 1 | tr -d ' ')"
done < <(find /proc -maxdepth 2 -name exe \( -lname '*/postgres' -o -lname '*/postgres (deleted)' \) -printf '%h\t%l\n' 2>/dev/null)

if ((${#running[@]} == 0)) && pgrep -x postgres >/dev/null 2>&1; then
    unseen postgres "PostgreSQL runs, and its data directory is shown to root only"
fi
# Debian's list also has those that do not run: their data would be left behind.
if has pg_lsclusters; then
    while read -r version cluster port _ owner data _; do
        [[ " ${running[*]-} " == *" $version/$cluster "* ]] || answer cluster "$version/$cluster" "$version" "$data" "$port" "$owner" "" "" no
    done < <(pg_lsclusters --no-header 2>/dev/null)
fi
