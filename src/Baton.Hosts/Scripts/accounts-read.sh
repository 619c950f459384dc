# The users and groups of this machine. No password, no hash of one.
# Answers: user*(NAME UID GROUP HOME SHELL GECOS) group*(NAME GID MEMBERS)
# shellcheck shell=bash

while IFS=: read -r name _ uid gid gecos home shell; do
    group=$(getent group "$gid" | cut -d: -f1) || group=
    answer user "$name" "$uid" "${group:-$gid}" "$home" "$shell" "${gecos//$'\t'/ }"
done </etc/passwd
while IFS=: read -r name _ gid members; do
    answer group "$name" "$gid" "$members"
done </etc/group
