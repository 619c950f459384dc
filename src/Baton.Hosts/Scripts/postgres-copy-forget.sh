# Ends a copy that goes on and removes the cluster that was copied, when it is stopped or stands by. A primary is not touched.
# Arguments: tablespaces(list), the layout (pg_*)
# Problems: postgres-stuck
# shellcheck shell=bash disable=SC2154

systemctl stop baton-copy.service 2>/dev/null || true
systemctl reset-failed baton-copy.service 2>/dev/null || true
pg_stop_unless_primary
while IFS= read -r directory; do
    [[ -n $directory ]] || continue
    rm -rf "$directory"
done <<<"$pg_data"$'\n'"$tablespaces"
rm -f "$passfile"
