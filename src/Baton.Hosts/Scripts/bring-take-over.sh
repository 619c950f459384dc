# On the new machine: proves that all rows have come, sets the sequences, gets ready to be followed, and lets everybody write.
# Arguments: position(of the old one's last record; empty: everything came with a dump) slot back_slot other_port patience(seconds), the layout (pg_*)
# Answers: replayed timeline
# Problems: postgres-wal-missing postgres-stuck
# shellcheck shell=bash disable=SC2154

if [[ -n $position ]]; then
    bring_await "$position" "$patience" "$slot" other_sql
    bring_unsubscribe baton
    pg_databases here_sql
    for database in "${databases[@]}"; do
        bring_sequences other_sql here_sql "$database"
    done
fi
bring_identities
bring_publish
bring_back_slots "$back_slot"
bring_open
answer replayed "${position:-$(here_sql postgres <<<'SELECT pg_current_wal_flush_lsn()')}"
answer timeline "$(here_sql postgres <<<'SELECT timeline_id FROM pg_control_checkpoint()')"
