# Configures the stopped cluster as a standby and starts it. No-op when it follows already.
# Arguments: primary_port slot fresh_clone(yes or empty) role, the layout (pg_*)
# Problems: postgres-stuck postgres-did-not-start unit-held
# shellcheck shell=bash disable=SC2154

[[ $slot == baton* ]] || problem postgres-stuck "a slot of Baton's begins with baton, not $slot"
wanted="primary_conninfo = 'host=127.0.0.1 port=$primary_port user=$role passfile=$passfile application_name=baton sslmode=disable gssencmode=disable keepalives_idle=5 keepalives_interval=3 keepalives_count=3 connect_timeout=5'"

if [[ -n $(pg_pid) ]]; then
    if [[ -e $pg_data/standby.signal ]] && grep -qxF "$wanted" "$pg_data/postgresql.auto.conf"; then
        pg_start 60
        exit 0
    fi
    problem postgres-stuck "it runs and was not set up to follow"
fi
# After a boot the volume that it is on may be mounted later than SSH answers.
for ((i = 0; i < 900; i++)); do
    [[ ! -s $pg_data/PG_VERSION ]] || break
    pause 0.1
done
[[ -s $pg_data/PG_VERSION ]] || problem postgres-stuck "there is no cluster in $pg_data"
[[ -s $passfile ]] || problem postgres-stuck "$passfile is not there"

if [[ $fresh_clone == yes && ! -e $pg_data/standby.signal ]]; then
    # The copy was taken of a running server: its process id is nobody's here, and its slots would keep log for standbys that follow the other one.
    rm -f "$pg_data/postmaster.pid"
    rm -rf "$pg_data"/pg_replslot/*
fi

pg_forget_settings
{
    printf '%s\n' "$wanted"
    printf "primary_slot_name = '%s'\n" "$slot"
} >>"$pg_data/postgresql.auto.conf"
pg_find_group
install -m 600 -o "$pg_owner" -g "$pg_group" /dev/null "$pg_data/standby.signal"
rm -f "$pg_data/recovery.signal"
# Before the first start, come what may: started without these it would be a second primary on the same timeline.
sync "$pg_data/standby.signal" "$pg_data/postgresql.auto.conf" "$pg_data"
pg_start 590
