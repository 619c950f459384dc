# Watches no more. Safe when nothing is watched. Arguments: run
# shellcheck shell=bash disable=SC2154
systemctl stop baton-shutdown-watch.service 2>/dev/null || true
rm -f /run/baton/shutdown-watch "/var/lib/baton/${run:?}/boot" "/var/lib/baton/$run/stopped"
