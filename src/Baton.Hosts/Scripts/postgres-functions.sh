# What the scripts that know PostgreSQL share. The layout (pg_cluster pg_version pg_bin pg_data pg_config pg_port pg_socket pg_owner pg_unit) is set above.
# shellcheck shell=bash disable=SC2154,SC2034

baton_etc=${baton_etc:-/etc/baton}
passfile=$baton_etc/replication.pgpass

# Sets pg_group, without starting a program where /etc/passwd knows it: each costs as much as a statement does.
pg_find_group() {
    local name gid
    [[ -z ${pg_group-} ]] || return 0
    while IFS=: read -r name _ _ gid _; do
        if [[ $name == "$pg_owner" ]]; then
            pg_group=$gid
            return
        fi
    done </etc/passwd
    pg_group=$(id -g "$pg_owner")
}

as_owner() {
    if ((EUID == 0)) && [[ $pg_owner != root ]]; then
        pg_find_group
        setpriv --reuid="$pg_owner" --regid="$pg_group" --init-groups -- "$@"
    else
        "$@"
    fi
}

# pg_sql DATABASE [psql options] : runs standard input, prints rows; fields are separated by tabs.
pg_sql() {
    local status=0 said out database=$1
    shift
    exec {out}>&1
    said=$(as_owner "$pg_bin/psql" -XAtq -v ON_ERROR_STOP=1 -F $'\t' -h "$pg_socket" -p "$pg_port" -d "$database" "$@" 2>&1 >&"$out") || status=$?
    exec {out}>&-
    case $status in
        0) ;;
        2)
            # psql could not connect. Is nobody there, or are we not let in?
            if as_owner "$pg_bin/pg_isready" -q -h "$pg_socket" -p "$pg_port"; then
                problem postgres-access "$said"
            fi
            problem postgres-not-running "$pg_cluster"
            ;;
        *) problem postgres-statement "$said" ;;
    esac
}

# The process id of the postmaster, or nothing.
pg_pid() {
    local pid=
    if [[ -r $pg_data/postmaster.pid ]]; then
        read -r pid <"$pg_data/postmaster.pid" || true
        # A copy of a disk brings the file without the process; the number may be anybody's here.
        if [[ -n $pid && -e /proc/$pid/cwd && /proc/$pid/cwd -ef $pg_data ]]; then
            printf '%s' "$pid"
        fi
    fi
}

# Starts the cluster and waits until it accepts connections.
pg_start() {
    local patience=$1 i
    if [[ -z $(pg_pid) ]]; then
        if [[ -n $pg_unit ]]; then
            # The unit may be in any state: "failed" after a stop that we asked for must not count against it.
            systemctl reset-failed -- "$pg_unit" 2>/dev/null || true
            timeout "$patience" systemctl start -- "$pg_unit" || true
            if [[ $(systemctl show -p Result --value -- "$pg_unit") == exec-condition ]]; then
                problem unit-held "$pg_unit"
            fi
        else
            as_owner "$pg_bin/pg_ctl" -D "$pg_data" -o "-c config_file=$pg_config" -l "$pg_data/log-baton" -s -W start </dev/null >/dev/null 2>&1 {answers}>&- || true
        fi
    fi
    for ((i = 0; i < patience * 20; i++)); do
        if as_owner "$pg_bin/pg_isready" -q -h "$pg_socket" -p "$pg_port"; then
            return
        fi
        pause 0.05
        ((i < 40)) || [[ -n $(pg_pid) ]] || break
    done
    problem postgres-did-not-start "$pg_cluster"
}

# Removes the settings by which the cluster was to follow. They carry our name, so that nobody else's are touched.
pg_forget_settings() {
    local file=$pg_data/postgresql.auto.conf
    if grep -qE "^(primary_conninfo = .*application_name=baton|primary_slot_name = 'baton)" "$file" 2>/dev/null; then
        sed -E "/^primary_conninfo = .*application_name=baton/d; /^primary_slot_name = 'baton/d" "$file" >"$file.baton-new"
        chown --reference="$file" "$file.baton-new"
        chmod --reference="$file" "$file.baton-new"
        sync "$file.baton-new"
        mv -f "$file.baton-new" "$file"
    fi
}

# pg_wait_for POSITION SECONDS : until the record that begins there has been applied: what is replayed lies beyond it. Prints how far it is.
pg_wait_for() {
    local said
    said=$(pg_sql postgres -v "position=$1" -v "patience=$2" <<'EOF'
SELECT set_config('baton.position', :'position', false), set_config('baton.patience', :'patience', false) \gset
DO $$
DECLARE
    deadline timestamptz := clock_timestamp() + current_setting('baton.patience')::int * interval '1 s';
BEGIN
    WHILE pg_last_wal_replay_lsn() <= current_setting('baton.position')::pg_lsn AND clock_timestamp() < deadline LOOP
        PERFORM pg_sleep(0.005);
    END LOOP;
END $$;
SELECT pg_last_wal_replay_lsn(), pg_last_wal_replay_lsn() > :'position'::pg_lsn;
EOF
    )
    local replayed=${said%$'\t'*}
    [[ ${said##*$'\t'} == t ]] || problem postgres-wal-missing "it has ${replayed:-nothing}, the last record is at $1"
    printf '%s' "$replayed"
}

# Lets the replication role in over loopback, where the link comes out. Works on a standby, too.
pg_admit_replication() {
    local hba
    hba=$(pg_sql postgres <<<'SHOW hba_file')
    if ! grep -q '# baton$' "$hba"; then
        {
            echo 'host replication baton_replication 127.0.0.1/32 scram-sha-256 # baton'
            cat "$hba"
        } >"$hba.baton-new"
        chown --reference="$hba" "$hba.baton-new"
        chmod --reference="$hba" "$hba.baton-new"
        mv -f "$hba.baton-new" "$hba"
        pg_sql postgres <<<'SELECT pg_reload_conf()' >/dev/null
    fi
}

# Stops a cluster that is to be replaced by a copy. The guard knows: only on a machine that is no primary may it be thrown away.
pg_stop_unless_primary() {
    local pid i role
    pid=$(pg_pid)
    [[ -n $pid ]] || return 0
    role=$(/usr/local/lib/baton/guard show 2>/dev/null | sed -n 's/^role=//p')
    [[ $role == standby || $role == held ]] || problem postgres-stuck "it runs on a machine that is a primary: it is not thrown away"
    if [[ -n $pg_unit ]]; then
        systemctl stop -- "$pg_unit"
    else
        kill -INT "$pid"
    fi
    for ((i = 0; i < 1200; i++)); do
        [[ -e /proc/$pid ]] || return 0
        pause 0.1
    done
    problem postgres-not-stopped "after 120 s it still runs"
}

# pg_conninfo NAME : a database's name as it can be given to -d whatever is in it; a bare name that looks like a connection string would be taken for one.
pg_conninfo() {
    local name=${1//\\/\\\\}
    printf "dbname='%s'" "${name//\'/\\\'}"
}

# pg_databases [ASK] : fills the array databases with the names of all that take connections, but for the templates that every cluster has. In hexadecimal
# between psql and here: a name may hold anything.
pg_databases() {
    local list hex name escaped i
    databases=()
    list=$("${1-pg_sql}" template1 <<<"SELECT encode(convert_to(datname, getdatabaseencoding()), 'hex') FROM pg_database WHERE datallowconn AND datname NOT IN ('template0', 'template1') AND datname !~ '^baton_kept_' ORDER BY datname")
    while IFS= read -r hex; do
        [[ -n $hex ]] || continue
        escaped=
        for ((i = 0; i < ${#hex}; i += 2)); do escaped+="\\x${hex:i:2}"; done
        printf -v name '%b' "$escaped"
        databases+=("$name")
    done <<<"$list"
}
