# Other places that hold data: databases beside PostgreSQL, and SQLite files. Changes nothing, reads no content.
# Answers: store*(KIND VERSION PLACE BYTES UNIT) unseen*
# shellcheck shell=bash disable=SC2154

bytes() { # FOLDER
    local size
    size=$(timeout 60 du -sxB1 -- "$1" 2>/dev/null | cut -f1) || true
    printf '%s' "${size:-0}"
}

version() { # PROGRAM OPTION
    timeout 5 "$@" 2>/dev/null | grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' | head -n 1 || true
}

declare -A told=()
for process in /proc/[0-9]*; do
    program=$(readlink "$process/exe" 2>/dev/null) || continue
    program=${program% (deleted)}
    kind='' place='' option=--version
    case ${program##*/} in
        mysqld) kind=mysql place=/var/lib/mysql ;;
        mariadbd) kind=mariadb place=/var/lib/mysql ;;
        redis-server | redis-check-rdb) kind=redis place=/var/lib/redis ;;
        valkey-server) kind=valkey place=/var/lib/valkey ;;
        mongod) kind=mongodb place=/var/lib/mongodb ;;
        memcached) kind=memcached ;;
        influxd) kind=influxdb place=/var/lib/influxdb ;;
        slapd) kind=openldap place=/var/lib/ldap option=-VV ;;
        beam.smp) [[ ! -d /var/lib/rabbitmq/mnesia ]] || kind=rabbitmq place=/var/lib/rabbitmq ;;
        java)
            [[ ! -d /var/lib/elasticsearch ]] || kind=elasticsearch place=/var/lib/elasticsearch
            [[ ! -d /var/lib/opensearch ]] || kind=opensearch place=/var/lib/opensearch
            [[ ! -d /var/lib/cassandra ]] || kind=cassandra place=/var/lib/cassandra
            ;;
    esac
    [[ -n $kind && -z ${told[$kind]-} ]] || continue
    told[$kind]=yes
    if [[ $kind == redis && $root == yes ]]; then
        # Only the folder: the same file holds the password.
        folder=$(sed -nE 's/^dir[[:space:]]+"?([^"[:space:]]+)"?.*/\1/p' /etc/redis/redis.conf /etc/redis.conf 2>/dev/null | tail -n 1) || folder=
        [[ -z $folder ]] || place=$folder
    elif [[ $kind == mysql || $kind == mariadb ]]; then
        folder=$(readlink "$process/cwd" 2>/dev/null) || folder=
        [[ -z $folder || $folder == / ]] || place=$folder
    fi
    unit_of "${process#/proc/}"
    number=
    [[ $kind == memcached || $program == *java || $program == *beam.smp ]] || number=$(version "$program" "$option")
    answer store "$kind" "$number" "$place" "$([[ -z $place ]] || bytes "$place")" "$unit"
done

roots=()
for folder in /srv /var/www /opt /home /data /app /var/lib; do
    [[ ! -d $folder ]] || roots+=("$folder")
done
while IFS= read -r -d '' file; do
    # The first 15 bytes of each SQLite file are these.
    start=$(head -c 15 -- "$file" 2>/dev/null | tr -d '\0') || continue
    [[ $start == "SQLite format 3" ]] || continue
    plain "$file"
    answer store sqlite "" "$plain" "$(stat -c %s -- "$file")" ""
done < <(timeout 60 find "${roots[@]}" -xdev \( -path /var/lib/docker -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/lib/fail2ban -o -path /var/lib/command-not-found \
    -o -path /var/lib/systemd -o -path /var/lib/snapd -o -path '*/node_modules' -o -path '*/.cache' -o -path '*/.local' -o -path '*/.mozilla' \) -prune \
    -o -type f \( -name '*.sqlite' -o -name '*.sqlite3' -o -name '*.db' -o -name '*.db3' \) -size +0 -print0 2>/dev/null | head -z -n 200)
