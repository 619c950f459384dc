# Arguments: slot(its name, or how the names of several begin), the layout (pg_*)
# Answers: restart_lsn (the oldest; empty when there is no such slot)
# shellcheck shell=bash disable=SC2154

pg_sql postgres -v "slot=$slot" <<'EOF'
SELECT 'restart_lsn=' || coalesce(min(restart_lsn)::text, '') FROM pg_replication_slots WHERE slot_name = :'slot' OR starts_with(slot_name, :'slot' || '_') HAVING count(*) > 0;
EOF
