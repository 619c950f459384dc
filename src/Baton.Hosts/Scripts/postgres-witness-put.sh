# A row that only this run can have written.
# Arguments: run, the layout (pg_*)
# Answers: written_ms
# shellcheck shell=bash disable=SC2154

pg_sql postgres -v "run=$run" <<'EOF'
SET client_min_messages = 'warning';
SET synchronous_commit = 'on';
CREATE SCHEMA IF NOT EXISTS baton;
CREATE TABLE IF NOT EXISTS baton.witness (run text PRIMARY KEY, written_at timestamptz NOT NULL DEFAULT clock_timestamp());
INSERT INTO baton.witness (run) VALUES (:'run') ON CONFLICT DO NOTHING;
SELECT 'written_ms=' || (extract(epoch FROM written_at) * 1000)::bigint FROM baton.witness WHERE run = :'run';
EOF
