# Lets systemd write down, the next time this machine goes down, how the named units and PostgreSQL ended. Safe to repeat until it has gone down.
# Arguments: run, units(list) and, when PostgreSQL is there, the layout (pg_*)
# Problems: systemd-missing
# shellcheck shell=bash disable=SC2154
need_systemd
folder=/var/lib/baton/$run
mkdir -p "$folder" /run/baton
# A unit of an earlier try would write when it is replaced.
systemctl stop baton-shutdown-watch.service 2>/dev/null || true
systemctl reset-failed baton-shutdown-watch.service 2>/dev/null || true
rm -f "$folder/stopped"
list=()
while IFS= read -r unit; do
    [[ -z $unit ]] || list+=("$unit")
done <<<"$units"
write_file /run/baton/shutdown-watch 700 <<END
#!/bin/bash
# systemd runs this when the units below have stopped; what it writes is looked at when this machine is up again.
{
    for unit in ${list[*]@Q}; do
        printf 'ended=%s\t%s\n' "\$unit" "\$(systemctl show -p Result --value -- "\$unit")"
    done
    if [[ -n ${pg_data@Q} ]]; then
        LC_ALL=C ${pg_bin@Q}/pg_controldata -D ${pg_data@Q} | sed -n 's/^Database cluster state: */postgres=/p'
    fi
} >${folder@Q}/stopped.new
mv ${folder@Q}/stopped.new ${folder@Q}/stopped
sync ${folder@Q}/stopped ${folder@Q}
END
mounts=$folder
[[ -z $pg_data ]] || mounts+=" $pg_data"
# Started before them is stopped after them; and before their file systems are unmounted.
systemd-run --quiet --collect --unit=baton-shutdown-watch --property=Type=oneshot --property=RemainAfterExit=yes \
    --property="Before=${list[*]}" --property="RequiresMountsFor=$mounts" --property=ExecStop=/run/baton/shutdown-watch /bin/true
cp /proc/sys/kernel/random/boot_id "$folder/boot"
