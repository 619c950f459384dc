# Removes the run's row, and the schema with the last one. On a standby it does nothing: its primary does.
# Arguments: run, the layout (pg_*)
# shellcheck shell=bash disable=SC2154

pg_sql postgres -v "run=$run" <<'EOF'
SET client_min_messages = 'warning';
-- Baton may have closed it to others.
SET default_transaction_read_only = off;
SELECT to_regclass('baton.witness') IS NOT NULL AND NOT pg_is_in_recovery() AS there \gset
\if :there
DELETE FROM baton.witness WHERE run = :'run';
SELECT count(*) = 0 AS last FROM baton.witness \gset
\if :last
DROP SCHEMA baton CASCADE;
\endif
\endif
EOF
