# Finds the running cluster and asks it what it is. Changes nothing. Works for any packaging: it looks at what runs.
# Arguments: cluster("15/main", a data directory, or empty for the one that is there)
# Answers: the layout (cluster version bin data config port socket owner unit), server_version system_identifier standby(yes|no) position timeline
#   wal_level max_wal_senders used_wal_senders max_replication_slots used_replication_slots max_slot_wal_keep_mib listen_addresses
#   synchronous_standby_names archive_mode data_checksums(yes|no) size_bytes wal_free_bytes path* database* stale_collation* standby_of*
# Problems: postgres-not-found postgres-not-running postgres-access
# shellcheck shell=bash disable=SC2154

found=()
while IFS=$'\t' read -r process exe; do
    exe=${exe% (deleted)}
    directory=$(readlink "$process/cwd") || continue
    pid=
    read -r pid 2>/dev/null <"$directory/postmaster.pid" || continue
    [[ $pid == "${process#/proc/}" ]] || continue
    unit=$(sed -n 's|.*/\([^/]*postgres[^/]*\.service\)$|\1|p' "$process/cgroup" | head -n 1)
    [[ -d /run/systemd/system ]] || unit=
    name=$directory
    if [[ $unit =~ ^postgresql@([0-9.]+)-(.+)\.service$ ]]; then
        name=${BASH_REMATCH[1]}/${BASH_REMATCH[2]}
    elif [[ $directory =~ ^/var/lib/postgresql/([0-9.]+)/([^/]+)$ ]]; then
        name=${BASH_REMATCH[1]}/${BASH_REMATCH[2]}
    fi
    if [[ -z $cluster || $cluster == "$name" || $cluster == "$directory" ]]; then
        found+=("$name"$'\t'"$directory"$'\t'"${exe%/*}"$'\t'"$unit")
    fi
done < <(find /proc -maxdepth 2 -name exe \( -lname '*/postgres' -o -lname '*/postgres (deleted)' \) -printf '%h\t%l\n' 2>/dev/null)

if ((${#found[@]} != 1)); then
    known=$(pg_lsclusters --no-header 2>/dev/null | awk '{ print $1 "/" $2 }') || known=
    if ((${#found[@]} > 1)); then
        problem postgres-not-found "$(printf '%s\n' "${found[@]}" | cut -f1)"
    elif [[ -n $cluster && $'\n'$known$'\n' == *$'\n'$cluster$'\n'* ]]; then
        problem postgres-not-running "$cluster"
    elif [[ -z $cluster && -n $known ]]; then
        problem postgres-not-running "$known"
    fi
    problem postgres-not-found "$known"
fi

IFS=$'\t' read -r pg_cluster pg_data pg_bin pg_unit <<<"${found[0]}"
{
    read -r _
    read -r _
    read -r _
    read -r pg_port
    read -r pg_socket
} <"$pg_data/postmaster.pid"
pg_owner=$(stat -c %U "$pg_data")
[[ -n $pg_socket ]] || pg_socket=127.0.0.1

answer cluster "$pg_cluster"
answer bin "$pg_bin"
answer data "$pg_data"
answer port "$pg_port"
answer socket "$pg_socket"
answer owner "$pg_owner"
answer unit "$pg_unit"

pg_sql postgres <<'EOF'
SELECT 'version=' || current_setting('server_version_num')::int / 10000;
SELECT 'server_version=' || current_setting('server_version');
SELECT 'config=' || current_setting('config_file');
SELECT 'system_identifier=' || system_identifier FROM pg_control_system();
SELECT 'standby=' || CASE WHEN pg_is_in_recovery() THEN 'yes' ELSE 'no' END;
SELECT 'position=' || CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END;
SELECT 'timeline=' || timeline_id FROM pg_control_checkpoint();
SELECT name || '=' || setting FROM pg_settings
    WHERE name IN ('wal_level', 'max_wal_senders', 'max_replication_slots', 'listen_addresses', 'synchronous_standby_names', 'archive_mode');
SELECT 'max_slot_wal_keep_mib=' || coalesce((SELECT setting FROM pg_settings WHERE name = 'max_slot_wal_keep_size'), '-1');
SELECT 'used_wal_senders=' || count(*) FROM pg_stat_replication;
SELECT 'used_replication_slots=' || count(*) FROM pg_replication_slots;
SELECT 'data_checksums=' || CASE current_setting('data_checksums') WHEN 'on' THEN 'yes' ELSE 'no' END;
SELECT 'size_bytes=' || sum(pg_database_size(oid)) FROM pg_database;
SELECT 'path=' || pg_tablespace_location(oid) FROM pg_tablespace WHERE pg_tablespace_location(oid) <> '';
SELECT 'database=' || datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname;
SELECT 'standby_of=' || coalesce(nullif(application_name, ''), 'unnamed') || ' ' || state FROM pg_stat_replication
    WHERE state <> 'backup' AND application_name NOT LIKE 'baton%';
SELECT current_setting('server_version_num')::int >= 150000 AS knows_collations \gset
\if :knows_collations
SELECT 'stale_collation=' || datname FROM pg_database
    WHERE datcollversion IS NOT NULL AND datcollversion <> pg_database_collation_actual_version(oid);
\endif
EOF
answer path "$pg_data"
wal=$(readlink -f "$pg_data/pg_wal")
[[ $wal == "$pg_data/pg_wal" ]] || answer path "$wal"
answer wal_free_bytes "$(df --output=avail -B1 "$wal" | tail -n 1 | tr -d ' ')"
