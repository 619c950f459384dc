# On the new machine: a cluster made anew, with all that the old one has at this moment: roles, databases, rows, large objects. Proved by counting where nobody
# writes to the old one any more.
# Arguments: other_port other_version tablespaces(list) jobs prove(yes or empty), the layout (pg_*)
# Answers: ms bytes tables rows
# Problems: postgres-stuck postgres-not-made postgres-rows-differ postgres-did-not-start link-down tool-missing
# shellcheck shell=bash disable=SC2154

need_tool rsync
began=$(now_ms)
bring_alone 60
bring_passfile
bring_cluster
bring_globals "$(other_conninfo postgres)" "$(here_conninfo template1)"
here_sql template1 <<<'DROP DATABASE IF EXISTS postgres'
pg_databases other_sql
for database in "${databases[@]}"; do
    bring_dump other_conninfo here_conninfo "$database" "$jobs"
done
for database in "${databases[@]}"; do
    bring_analyze here_conninfo "$database" "$jobs"
done
here_sql postgres <<<'CHECKPOINT'
if [[ $prove == yes ]]; then
    bring_prove
fi
answer ms "$(($(now_ms) - began))"
answer bytes "$(here_sql postgres <<<'SELECT sum(pg_database_size(oid)) FROM pg_database')"
