# Holds writes on data file systems. Order: CHECKPOINT, flush, arm the watchdog, freeze. Root and what holds logs, shells and
# temporary files are never frozen: what is asked for there is flushed only.
# Arguments: folders(list) watchdog(seconds) and, when PostgreSQL is there, the layout (pg_*)
# Answers: frozen* flushed*
# Problems: freeze-failed tool-missing postgres-*
# shellcheck shell=bash disable=SC2154,SC2016

need_tool fsfreeze
paths=()
while IFS= read -r folder; do
    [[ -z $folder ]] || paths+=("folder $folder")
done <<<"$folders"

if [[ -n ${pg_data-} ]]; then
    pg_sql postgres <<<'CHECKPOINT' >/dev/null
    for path in "$pg_data" "$pg_data/pg_wal" "$pg_data"/pg_tblspc/*; do
        paths+=("postgres $path")
    done
fi

# What our shells, sudo and the logs write to must go on.
never=' / '
for path in /usr /etc /var /var/log /tmp /var/tmp /run /home /root /dev "${HOME:-/root}"; do
    [[ ! -d $path ]] || never+="$(stat -c %m -- "$path") "
done

mounts=()
flushed=()
for entry in "${paths[@]}"; do
    path=${entry#* }
    [[ -e $path ]] || problem folder-missing "$path"
    path=$(readlink -f -- "$path")
    mount=$(stat -c %m -- "$path")
    type=never
    [[ $never == *" $mount "* ]] || type=$(findmnt -n -o FSTYPE --target "$path")
    case $type in
        ext[34] | xfs | btrfs | f2fs) [[ " ${mounts[*]-} " == *" $mount "* ]] || mounts+=("$mount") ;;
        # PostgreSQL flushes its own files at every commit and recovers from any moment: for it there is no difference.
        *) [[ $entry == postgres\ * ]] || flushed+=("$path") ;;
    esac
done

mkdir -p /run/baton/freeze
rm -f /run/baton/freeze/*
id=$$.$(now_ms)
printf '%s\n' "$id" >/run/baton/freeze/id
: >/run/baton/freeze/flushed-before
for path in "${flushed[@]}"; do
    printf '%s\n' "$path" >>/run/baton/freeze/flushed
done
# A file's time comes from a clock with coarse ticks: let one pass, so that "newer than the mark" cannot miss a change.
pause 0.02
sync
answer_all() {
    local item
    for item in "${@:2}"; do answer "$1" "$item"; done
}

if ((${#mounts[@]})); then
    # Deepest first: a file system inside another one writes to it.
    mapfile -t mounts < <(printf '%s\n' "${mounts[@]}" | sort -r)
    thaw_all() {
        local mount
        for mount in "${mounts[@]}"; do fsfreeze --unfreeze "$mount" 2>/dev/null || true; done
    }
    printf '%s\n' "${mounts[@]}" >/run/baton/freeze/mounts
    # In a session of its own, everything it needs started before: it thaws even when nobody can log in any more.
    setsid bash -c '
        seconds=$1 id=$2
        shift 2
        exec 3<> <(:)
        read -r -t "$seconds" -u 3 || :
        # Thawed in time, and perhaps frozen anew since: not ours.
        { [ -e /run/baton/freeze/mounts ] && read -r now </run/baton/freeze/id && [ "$now" = "$id" ]; } || exit 0
        : >/run/baton/freeze/watchdog-fired
        for mount; do fsfreeze --unfreeze "$mount" || :; done
        printf "%s" "$EPOCHREALTIME" >/run/baton/freeze/thawed-at' \
        - "$watchdog" "$id" "${mounts[@]}" </dev/null >/dev/null 2>&1 {answers}>&- &
    now_ms >/run/baton/freeze/frozen-at
    for mount in "${mounts[@]}"; do
        if ! fsfreeze --freeze "$mount"; then
            thaw_all
            rm -rf /run/baton/freeze
            problem freeze-failed "$mount"
        fi
    done
fi
answer_all frozen "${mounts[@]}"
answer_all flushed "${flushed[@]}"
