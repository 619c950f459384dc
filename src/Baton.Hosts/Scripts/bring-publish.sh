# On the old machine: lets the new one in and publishes the tables, Baton's own with its witness among them.
# Arguments: run, the layout (pg_*)
# shellcheck shell=bash disable=SC2154

bring_admit
here_sql postgres -v "run=$run" <<'EOF_SQL'
CREATE SCHEMA IF NOT EXISTS baton;
CREATE TABLE IF NOT EXISTS baton.witness (run text PRIMARY KEY, written_at timestamptz NOT NULL DEFAULT clock_timestamp());
-- The table stays for as long as this row does.
INSERT INTO baton.witness (run) VALUES (:'run') ON CONFLICT DO NOTHING;
EOF_SQL
bring_publish
