# Removes the guard without trace. Starts and stops nothing.
# shellcheck shell=bash

found=
for file in /etc/systemd/system/*.d/50-baton-guard.conf; do
    found=yes
    rm -f "$file"
    rmdir --ignore-fail-on-non-empty "${file%/*}"
done
rm -f /usr/local/lib/baton/guard /etc/baton/guard.conf
for directory in /usr/local/lib/baton /etc/baton; do
    [[ ! -d $directory ]] || rmdir --ignore-fail-on-non-empty "$directory"
done
if [[ -n $found && -d /run/systemd/system ]]; then
    systemctl daemon-reload
fi
