# The processes that are the application: as whom, where, with which run-time; the files that hold their settings (names only) and the systems that those name.
# Changes nothing.
# Answers: process*(PID UNIT USER FOLDER PROGRAM COMMAND LISTENS(yes|no) MEMORY_KIB) settings*(UNIT PATH MODE) writes*(UNIT FOLDER) runtime*(NAME VERSION PATH)
#   names*(HOST FILE) container*(NAME IMAGE STATE) unseen*
# shellcheck shell=bash disable=SC2154

declare -A units=() folders=() executables=()
listening=" $(ss -H -ltnp 2>/dev/null | grep -o 'pid=[0-9]*' | cut -d= -f2 | sort -u | tr '\n' ' ') " || listening=' '
hidden=0
# What this walk-through itself runs is no part of the server.
stat=$(cat /proc/self/stat)
read -r _ _ _ ours _ <<<"${stat##*) }"
for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    [[ $pid != "$$" && $pid != "$BASHPID" ]] || continue
    # It may end at any moment while we look.
    IFS= read -r stat 2>/dev/null <"$process/stat" || continue
    read -r _ _ _ theirs _ <<<"${stat##*) }"
    [[ $theirs != "$ours" ]] || continue
    command=
    IFS= read -r -d '' command 2>/dev/null <"$process/cmdline" || [[ -n $command ]] || continue
    # A title that a process gave itself ("nginx: worker process") is one word with spaces.
    command=$(tr '\0' ' ' <"$process/cmdline" 2>/dev/null | head -c 4000) || continue
    unit_of "$pid"
    [[ $unit != ssh.service && $unit != sshd.service ]] || continue
    program=$(readlink "$process/exe" 2>/dev/null) || program=
    if [[ -z $program ]]; then
        hidden=$((hidden + 1))
        continue
    fi
    case ${program##*/} in
        systemd* | agetty | login | dbus-daemon | sshd | bash | sh | dash | sudo | sleep | '(sd-pam)') [[ -n $unit && $unit != systemd-* && ${program##*/} != systemd* && ${program##*/} != dbus-daemon ]] || continue ;;
    esac
    folder=$(readlink "$process/cwd" 2>/dev/null) || folder=
    user_of "$pid"
    show_command "$command"
    memory=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "$process/status" 2>/dev/null) || memory=0
    listens=no
    [[ $listening != *" $pid "* ]] || listens=yes
    plain "$folder"
    answer process "$pid" "$unit" "$user" "$plain" "${program% (deleted)}" "$shown" "$listens" "${memory:-0}"
    [[ -z $unit ]] || units[$unit]=yes
    executables[${program% (deleted)}]=yes
    case $folder in
        '' | / | /var/run | /run/* | /root | /var/lib/postgresql* | /var/lib/mysql*) ;;
        *) folders[$folder]=$unit ;;
    esac
done
[[ $hidden == 0 ]] || unseen applications "$hidden processes of other users are shown to root only"

# SITE FOLDERS : where web servers lead to have settings too.
while IFS= read -r folder; do
    [[ -z $folder || ! -d $folder ]] || folders[$folder]=${folders[$folder]-}
done <<<"$site_folders"

settings() { # UNIT PATH
    local mode
    [[ -f $2 ]] || return 0
    mode=$(stat -c %a -- "$2" 2>/dev/null) || mode=
    plain "$2"
    answer settings "$1" "$plain" "$mode"
    if [[ -r $2 ]]; then
        hosts_in "$2"
    else
        unseen applications "$2 cannot be read, so the systems that it names are not known"
    fi
}

for unit in "${!units[@]}"; do
    while IFS= read -r entry; do
        case $entry in
            EnvironmentFiles=/*)
                path=${entry#*=}
                settings "$unit" "${path%% (*}"
                ;;
            ReadWritePaths=/* | StateDirectory=?*)
                for path in ${entry#*=}; do
                    [[ $path == /* ]] || path=/var/lib/$path
                    [[ $path == /run/* || $path == /dev/* ]] || answer writes "$unit" "$path"
                done
                ;;
            Environment=?*)
                # The names of other systems, of values that stay here.
                while IFS= read -r url; do
                    url_host "$url"
                    [[ -z $host ]] || answer names "$host" "$unit"
                done < <(grep -oE "[a-z+]{3,12}://[^[:space:]\"'<>\\\\,;)]+" <<<"$entry" || true)
                ;;
        esac
    done < <(systemctl show -p EnvironmentFiles,Environment,ReadWritePaths,StateDirectory -- "$unit" 2>/dev/null)
done
for folder in "${!folders[@]}"; do
    for path in "$folder"/.env "$folder"/.env.* "$folder"/../.env "$folder"/config/{database,secrets,credentials,storage}.yml* "$folder"/wp-config.php "$folder"/../wp-config.php \
        "$folder"/{settings,local_settings,config}.{py,php,ini,toml,yaml,yml,json} "$folder"/config/{settings,local,production}.{py,php,ini,toml,yaml,yml,json} "$folder"/appsettings*.json; do
        [[ $path != *.example && $path != *.sample && $path != *.dist ]] || continue
        [[ ! -f $path ]] || settings "${folders[$folder]}" "$(readlink -f -- "$path")"
    done
done

runtime() { # NAME PATH VERSION
    local text
    text=$(grep -oE '[0-9]+(\.[0-9]+)+[-+._A-Za-z0-9]*' <<<"$3" | head -n 1) || text=
    [[ -z $text ]] || answer runtime "$1" "$text" "$2"
}
for path in "${!executables[@]}"; do
    case ${path##*/} in
        python[0-9]*) runtime python "$path" "$("$path" -V 2>&1 || true)" ;;
        node | nodejs) runtime node "$path" "$("$path" -v 2>/dev/null || true)" ;;
        ruby*) runtime ruby "$path" "$("$path" -v 2>/dev/null || true)" ;;
        java) runtime java "$path" "$("$path" -version 2>&1 | head -n 1 || true)" ;;
        perl*) runtime perl "$path" "$("$path" -e 'print $^V' 2>/dev/null || true)" ;;
        php*) runtime php "$path" "$("$path" -v 2>/dev/null | head -n 1 || true)" ;;
        dotnet) runtime dotnet "$path" "$("$path" --list-runtimes 2>/dev/null | tail -n 1 || true)" ;;
        beam.smp) runtime erlang "$path" "${path}" ;;
    esac
done
# Inside of Apache there is no process of PHP's own.
for module in /etc/apache2/mods-enabled/php*.load; do
    version=${module##*/php}
    runtime php "$module" "${version%.load}"
done

if has docker && [[ $root == yes ]]; then
    timeout 10 docker ps --all --format '{{.Names}}\t{{.Image}}\t{{.State}}' 2>/dev/null | sed 's/^/container=/' || true
fi
