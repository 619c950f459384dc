# On the new machine: begins to copy the old one's cluster over the link, in a unit of its own that outlives this connection. What is in the data
# directory is removed. No-op while it goes on, and when it is done.
# Arguments: primary_port slot role tablespaces(list), the layout (pg_*)
# Answers: state(running|done)
# Problems: postgres-stuck link-down tool-missing
# shellcheck shell=bash disable=SC2154,SC2016

need_tool rsync
need_tool systemd-run
if [[ -e $pg_data/baton.copied && $(<"$pg_data/baton.copied") == "$slot" ]]; then
    answer state 'done'
    exit 0
fi
if systemctl -q is-active baton-copy.service; then
    answer state running
    exit 0
fi
pg_stop_unless_primary
systemctl reset-failed baton-copy.service 2>/dev/null || true

# The password that the old server made for this goes over the link and nowhere else.
mkdir -p "$baton_etc"
rsync -a -e 'ssh -F /etc/baton/link/config' "old:$passfile" "$passfile.baton-new" 2>/dev/null || problem link-down "the replication password did not come over"
pg_find_group
chown "$pg_owner:$pg_group" "$passfile.baton-new"
chmod 600 "$passfile.baton-new"
mv -f "$passfile.baton-new" "$passfile"

while IFS= read -r directory; do
    [[ -n $directory ]] || continue
    rm -rf "$directory"
    install -d -o "$pg_owner" -g "$pg_group" -m 700 "$directory"
done <<<"$pg_data"$'\n'"$tablespaces"
chown "$pg_owner:$pg_group" "${pg_data%/*}"

# --checkpoint=fast: users do not wait for it, and the copy does.
systemd-run -q --unit=baton-copy --description="Baton copies PostgreSQL $pg_cluster" --uid="$pg_owner" --gid="$pg_group" \
    --setenv=PGPASSFILE="$passfile" --setenv=COPIED="$pg_data/baton.copied" --setenv=SLOT="$slot" -- \
    /bin/bash -c '"$@" && printf "%s\n" "$SLOT" >"$COPIED"' - \
    "$pg_bin/pg_basebackup" -D "$pg_data" -d "host=127.0.0.1 port=$primary_port user=$role sslmode=disable gssencmode=disable application_name=baton-copy" \
    -S "$slot" -X stream --checkpoint=fast --no-password
answer state running
