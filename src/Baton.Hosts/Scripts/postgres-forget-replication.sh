# What Baton's replication has left in the files of a stopped cluster goes: line, password, settings. The cluster stays as it was when it was stopped.
# Arguments: the layout (pg_*)
# Problems: postgres-not-stopped
# shellcheck shell=bash disable=SC2154

[[ -z $(pg_pid) ]] || problem postgres-not-stopped running
for hba in "${pg_config%/*}/pg_hba.conf" "$pg_data/pg_hba.conf"; do
    if grep -qs '# baton-fence$' "$hba"; then
        as_owner sed -i "/^default_transaction_read_only = 'on'\$/d" "$pg_data/postgresql.auto.conf"
    fi
    if grep -qsE '# baton(-fence)?$' "$hba"; then
        sed -E '/# baton(-fence)?$/d' "$hba" >"$hba.baton-new"
        chown --reference="$hba" "$hba.baton-new"
        chmod --reference="$hba" "$hba.baton-new"
        mv -f "$hba.baton-new" "$hba"
    fi
done
pg_forget_settings
rm -f "$passfile" "$baton_etc/dump.lock"
[[ ! -d $baton_etc ]] || rmdir --ignore-fail-on-non-empty "$baton_etc"
