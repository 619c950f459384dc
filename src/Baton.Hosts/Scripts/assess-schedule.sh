# What runs by itself: cron and timers. Changes nothing. Of a command only what cannot be secret is answered.
# Answers: cron*(FILE SCHEDULE USER OF_PACKAGE(yes|no) COMMAND) timer*(UNIT RUNS LAST_EPOCH OF_PACKAGE(yes|no)) at_jobs? unseen*
# shellcheck shell=bash disable=SC2154

of_package() { # PATH : sets package to yes where the distribution brought it
    package=no
    if has dpkg-query; then
        ! dpkg-query -S "$1" >/dev/null 2>&1 || package=yes
    elif has rpm; then
        ! rpm -qf "$1" >/dev/null 2>&1 || package=yes
    fi
}

entries() { # FILE USER(empty: the sixth field names it) OF_PACKAGE
    local entry user schedule rest
    while IFS= read -r entry || [[ -n $entry ]]; do
        [[ ! $entry =~ ^[[:space:]]*(#|$) ]] || continue
        # NAME=value: may be a password.
        [[ ! $entry =~ ^[[:space:]]*[A-Za-z_][A-Za-z0-9_]*[[:space:]]*= ]] || continue
        set -f
        # shellcheck disable=SC2086 # Into its words.
        set -- "$1" "$2" "$3" $entry
        set +f
        local file=$1 owner=$2 package=$3
        shift 3
        if [[ ${1-} == @* ]]; then
            schedule=$1
            shift
        else
            schedule="${1-} ${2-} ${3-} ${4-} ${5-}"
            shift 5 2>/dev/null || continue
        fi
        user=$owner
        if [[ -z $user ]]; then
            user=${1-}
            shift || true
        fi
        rest=$*
        [[ -n $rest && $schedule =~ ^[-0-9A-Za-z*,/\ @]+$ ]] || { set -- "$file" "$owner" "$package"; continue; }
        show_command "$rest"
        [[ $user =~ ^[a-z_][a-z0-9_.-]*$ ]] || user=…
        answer cron "$file" "$schedule" "$user" "$package" "$shown"
        set -- "$file" "$owner" "$package"
    done
}

for file in /etc/crontab /etc/cron.d/*; do
    [[ -f $file && $file != *.placeholder ]] || continue
    if [[ -r $file ]]; then
        of_package "$file"
        [[ $file != /etc/crontab ]] || package=no
        entries "$file" "" "$package" < <(cat -- "$file")
    else
        unseen schedule "$file cannot be read"
    fi
done
for folder in hourly daily weekly monthly; do
    for file in /etc/cron."$folder"/*; do
        [[ -x $file ]] || continue
        of_package "$file"
        plain "$file"
        answer cron "/etc/cron.$folder" "@$folder" root "$package" "$plain"
    done
done
if [[ $root == yes ]]; then
    for file in /var/spool/cron/crontabs/* /var/spool/cron/*; do
        [[ ! -f $file ]] || entries "$file" "${file##*/}" no < <(cat -- "$file")
    done
    jobs=(/var/spool/cron/atjobs/[a-z]*)
    ((${#jobs[@]} == 0)) || answer at_jobs "${#jobs[@]}"
else
    own=$(crontab -l 2>/dev/null) || own=
    entries "crontab of $(id -un)" "$(id -un)" no <<<"$own"
    unseen schedule "the crontabs of other users are shown to root only"
fi

if has systemctl && [[ -d /run/systemd/system ]]; then
    mapfile -t timers < <(systemctl list-units --type=timer --all --plain --no-legend 2>/dev/null | awk '{ print $1 }')
    if ((${#timers[@]} > 0)); then
        while IFS= read -r entry; do
            case $entry in
                Id=*) id=${entry#*=} ;;
                Unit=*) runs=${entry#*=} ;;
                LastTriggerUSec=*) last=${entry#*=} ;;
                FragmentPath=*) fragment=${entry#*=} ;;
                '')
                    package=yes
                    [[ $fragment != /etc/systemd/system/* ]] || package=no
                    moment=0
                    [[ -z $last || $last == n/a ]] || moment=$(date -d "$last" +%s 2>/dev/null) || moment=0
                    answer timer "$id" "$runs" "$moment" "$package"
                    ;;
            esac
        done < <(systemctl show -p Id,Unit,LastTriggerUSec,FragmentPath -- "${timers[@]}"; echo)
    fi
fi
