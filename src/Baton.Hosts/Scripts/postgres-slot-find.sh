# Arguments: slot, the layout (pg_*)
# Answers: restart_lsn (empty when there is no such slot)
# shellcheck shell=bash disable=SC2154

pg_sql postgres -v "slot=$slot" <<'EOF'
SELECT 'restart_lsn=' || coalesce(restart_lsn::text, '') FROM pg_replication_slots WHERE slot_name = :'slot';
EOF
