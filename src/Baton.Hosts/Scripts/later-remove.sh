# The timer goes, without trace, before its time or when its work is done.
# Arguments: name
# shellcheck shell=bash disable=SC2154

if [[ -e /etc/systemd/system/baton-$name.timer ]]; then
    systemctl -q disable --now "baton-$name.timer"
    rm -f "/etc/systemd/system/baton-$name.timer" "/etc/systemd/system/baton-$name.service" "/var/lib/systemd/timers/stamp-baton-$name.timer"
    systemctl daemon-reload
fi
rm -f "/usr/local/lib/baton/$name"
for directory in /usr/local/lib/baton /etc/baton; do
    [[ ! -d $directory ]] || rmdir --ignore-fail-on-non-empty "$directory"
done
