#!/bin/bash
# Backs a PostgreSQL cluster up into a bucket with pgbackrest, which signs its own requests and speaks TLS only, and restores it: to the last commit, and to a point in time.
# $1: where the cloud listens with TLS; $2: its certificate; the key is in the environment.
set -euo pipefail
endpoint=$1 certificate=$2
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
work=$(mktemp -d)
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
finish() {
    for data in "$work"/data "$work"/restored; do
        [ ! -e "$data/postmaster.pid" ] || as "$bin/pg_ctl" -D "$data" -m immediate -s stop || true
    done
    rm -rf "$work"
}
trap finish EXIT
cp "$certificate" "$work/ca.crt"
mkdir "$work/log" "$work/lock" "$work/spool"
cat >"$work/pgbackrest.conf" <<CONF
[global]
repo1-type=s3
repo1-path=/backups
repo1-s3-bucket=backups
repo1-s3-endpoint=$endpoint
repo1-s3-region=us-east-1
repo1-s3-uri-style=path
repo1-s3-key=$AWS_ACCESS_KEY_ID
repo1-s3-key-secret=$AWS_SECRET_ACCESS_KEY
repo1-storage-ca-file=$work/ca.crt
repo1-retention-full=1
# The smallest part of an upload that S3 has: files of more than 5 MiB come in parts.
repo1-storage-upload-chunk-size=5MiB
compress-type=none
start-fast=y
log-path=$work/log
lock-path=$work/lock
spool-path=$work/spool
log-level-console=warn
[main]
pg1-path=$work/data
pg1-socket-path=$work
pg1-port=54987
CONF
[ "$(id -u)" != 0 ] || chown -R postgres "$work"
backrest() { as pgbackrest --config="$work/pgbackrest.conf" --stanza=main "$@"; }
sql() { as "$bin/psql" -XAtq -v ON_ERROR_STOP=1 -h "$work" -p 54987 -d postgres -c "$1"; }
start() { as "$bin/pg_ctl" -D "$1" -s -w -l "$work/log/server.log" -o "-p 54987 -k $work -c listen_addresses=" start; }

as "$bin/initdb" --no-sync -A trust -D "$work/data" >/dev/null
cat >>"$work/data/postgresql.conf" <<CONF
archive_mode = on
archive_command = 'pgbackrest --config=$work/pgbackrest.conf --stanza=main archive-push %p'
CONF
start "$work/data"
backrest stanza-create
backrest check
sql "create table salaries as select n, repeat(md5(n::text), 20) as words from generate_series(1, 20000) n"
backrest --type=full backup
sql "insert into salaries values (20001, 'after the full backup')"
backrest --type=incr backup
sql "insert into salaries values (20002, 'after the last backup')"
point=$(sql "select now()")
sql "select pg_sleep(0.1); delete from salaries"
sql "select pg_switch_wal()" >/dev/null
backrest check
backrest info | grep -q 'incr backup'
as "$bin/pg_ctl" -D "$work/data" -s -m fast stop

as mkdir -m 700 "$work/restored"
backrest --pg1-path="$work/restored" --type=time --target="$point" --target-action=promote restore
start "$work/restored"
until [ "$(sql 'select pg_is_in_recovery()')" = f ]; do sleep 0.1; done
[ "$(sql 'select count(*), max(n) from salaries')" = '20002|20002' ]
[ "$(sql "select count(*) from salaries where words <> repeat(md5(n::text), 20) and n <= 20000")" = 0 ]
as "$bin/pg_ctl" -D "$work/restored" -s -m fast stop

# A second full backup lets the first one go, files and all.
start "$work/data"
backrest --type=full backup
[ "$(backrest info | grep -c 'full backup')" = 1 ]
echo restored
