# Arguments: run, the layout (pg_*)
# Answers: written_ms (not there when there is no such row)
# shellcheck shell=bash disable=SC2154

pg_sql postgres -v "run=$run" <<'EOF'
SELECT to_regclass('baton.witness') IS NOT NULL AS there \gset
\if :there
SELECT 'written_ms=' || (extract(epoch FROM written_at) * 1000)::bigint FROM baton.witness WHERE run = :'run';
\endif
EOF
