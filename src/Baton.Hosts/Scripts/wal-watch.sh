#!/bin/bash
# Baton's watch over the log that a slot keeps, installed as /usr/local/lib/baton/wal-watch and started by baton-wal-watch.timer. When the file system of
# pg_wal has less free than /etc/baton/wal-watch.conf says, the slot is dropped: the copy must be made anew, and this server goes on.
# shellcheck disable=SC1090,SC2154 # The file sets them.
set -eu
. "${BATON_WAL_WATCH_CONF:-/etc/baton/wal-watch.conf}"
free=$(df --output=avail -B1 "$(readlink -f "$data/pg_wal")" | tail -n 1 | tr -d ' ')
if [ "$free" -ge "$least" ]; then
    if [ "$free" -lt $((least * 4)) ]; then
        echo "baton: $((free >> 20)) MiB are free on the file system of pg_wal; below $((least >> 20)) MiB the slot $slot is dropped" >&2
    fi
    exit 0
fi
echo "baton: only $((free >> 20)) MiB are free on the file system of pg_wal: dropping the slot $slot, so that this server goes on" >&2
cd /
runuser -u "$owner" -- "$bin/psql" -XAtq -h "$socket" -p "$port" -d postgres <<SQL
SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE (slot_name = '$slot' OR starts_with(slot_name, '${slot}_')) AND active;
SELECT pg_sleep(0.5);
SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE (slot_name = '$slot' OR starts_with(slot_name, '${slot}_')) AND NOT active;
CHECKPOINT;
SQL
: >/etc/baton/wal-watch.dropped
