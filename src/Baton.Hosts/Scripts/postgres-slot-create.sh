# Makes the cluster ready to be followed: role with a password made here, pg_hba line, physical slot.
# Arguments: slot, the layout (pg_*)
# Answers: restart_lsn
# shellcheck shell=bash disable=SC2154

mkdir -p "$baton_etc"
[[ $(pg_sql postgres <<<"SELECT count(*) FROM pg_roles WHERE rolname = 'baton_replication'") == 1 ]] && role=yes || role=
if [[ -z $role || ! -s $passfile ]]; then
    password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
    write_file "$passfile" 600 <<<"*:*:*:baton_replication:$password"
    chown "$pg_owner" "$passfile"
    sync "$passfile"
    verb=CREATE
    [[ -z $role ]] || verb=ALTER
    # Not into the server's log: it logs statements where somebody told it to.
    pg_sql postgres >/dev/null <<EOF
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SET password_encryption = 'scram-sha-256';
$verb ROLE baton_replication WITH LOGIN REPLICATION CONNECTION LIMIT 4 PASSWORD '$password';
EOF
fi

pg_admit_replication

pg_sql postgres -v "slot=$slot" <<'EOF' | sed 's/^/restart_lsn=/'
SELECT count(*) = 0 AS missing FROM pg_replication_slots WHERE slot_name = :'slot' \gset
\if :missing
SELECT pg_create_physical_replication_slot(:'slot', true) IS NULL AS none \gset
\endif
SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = :'slot';
EOF
