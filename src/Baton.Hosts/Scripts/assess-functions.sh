# What the scripts of the walk-through share. They only look; where root is needed and not there they say what could not be seen.
# Nothing secret is answered: what could hold a secret (a command line, a URL, a configuration) is never passed on whole, only the parts of it
# that are known to be none. What is not known is left out.
# shellcheck shell=bash disable=SC2034

root=no
if ((EUID == 0)); then
    root=yes
fi

# unseen AREA WHY : what the report must not be silent about.
unseen() {
    answer unseen "$1" "$2"
}

has() {
    command -v "$1" >/dev/null
}

# first_line FILE : sets line; empty where it cannot be read.
first_line() {
    line=
    { read -r line <"$1"; } 2>/dev/null || true
}

# plain TEXT : sets plain to the text on one line, without what would break an answer.
plain() {
    plain=${1//[$'\t\n\r']/ }
    plain=${plain//[[:cntrl:]]/}
    plain=${plain:0:200}
}

# unit_of PID : sets unit to the service that the process belongs to, or to nothing.
unit_of() {
    local entry
    unit=
    while IFS= read -r entry; do
        # 0::/system.slice/system-postgresql.slice/postgresql@15-main.service
        if [[ $entry =~ .*/([^/]+\.service)(/|$) && ${BASH_REMATCH[1]} != user@*.service ]]; then
            unit=${BASH_REMATCH[1]}
        fi
    done 2>/dev/null <"/proc/$1/cgroup" || true
    # Systemd writes @ and - in the names of slices and units as \x40 and \x2d.
    printf -v unit '%b' "${unit//\\\\/\\}"
}

# user_of PID : sets user to the name of the process's owner.
user_of() {
    user=$(stat -c %U "/proc/$1" 2>/dev/null) || user=
}

# url_host URL : sets host to SCHEME://HOST[:PORT]; to nothing where it cannot be told for certain from a password or a token.
url_host() {
    host=
    [[ $1 =~ ^(https?|wss?|postgres|postgresql|mysql|mariadb|rediss?|amqps?|mongodb|mongodb\+srv|smtps?|ldaps?|s?ftps?|nfs|mqtts?)://([^/?#]*)(.*)$ ]] || return 0
    local scheme=${BASH_REMATCH[1]} authority=${BASH_REMATCH[2]} rest=${BASH_REMATCH[3]}
    # A password may hold a slash; then what looks like the host is its beginning.
    [[ $rest != *@* ]] || return 0
    authority=${authority##*@}
    [[ $authority =~ ^([A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])(:[0-9]{1,5})?$ ]] || return 0
    local name=${BASH_REMATCH[1]}
    # A word without a dot may be a token (slack://…); a name of this server's own is none.
    if [[ $name == *.* || $name == localhost ]] || grep -qwF -- "$name" /etc/hosts 2>/dev/null; then
        host=$scheme://$authority
    fi
}

# harmless_path WORD : whether it is a path that can be shown. A long segment of letters and digits may be a token.
harmless_path() {
    [[ $1 =~ ^/[A-Za-z0-9._/+-]*$ && ! $1 =~ [A-Za-z0-9]{24} && ! $1 =~ [A-Za-z0-9_-]{41} ]]
}

# show_command TEXT : sets shown to those words of a command line that cannot be secret: programs, paths, names of options, hosts of URLs.
# Everything else becomes …, so that what nobody thought of is hidden.
show_command() {
    local word previous='' program='' expecting=yes keep
    local -a words=()
    shown=
    read -r -a words <<<"${1//$'\n'/ }" || true
    for word in "${words[@]}"; do
        keep=
        if [[ $word =~ ^([|\&\;\(\)\{\}\<\>]+|\|\||&&|2\>\&1)$ ]]; then
            keep=$word
            [[ $word == *'>'* || $word == *'<'* ]] || expecting=yes
        elif harmless_path "${word%;}"; then
            keep=$word
            if [[ $expecting == yes ]]; then
                program=${word##*/}
                expecting=no
            fi
        elif [[ $word =~ ^[0-9]?\>\>?(/.*)$ ]] && harmless_path "${BASH_REMATCH[1]}"; then
            keep=$word
        elif [[ $word =~ ^--[A-Za-z][A-Za-z-]{0,30}$ || $word =~ ^-[A-Za-z]$ ]]; then
            keep=$word
        elif [[ $previous == -m && $program == python* && $word =~ ^[a-z_][a-z0-9_.]{0,40}$ ]]; then
            keep=$word
        elif [[ $word == *://* ]]; then
            url_host "${word#[\"\']}"
            [[ -z $host ]] || keep=$host/…
        elif [[ $expecting == yes && $word =~ ^[A-Za-z_][A-Za-z0-9._+-]{0,40}$ ]] && command -v -- "$word" >/dev/null; then
            keep=$word
            program=$word
            case $word in
                sudo | nice | ionice | env | nohup | chronic | exec | time | timeout | flock | setsid | if | then | test) ;;
                *) expecting=no ;;
            esac
        fi
        previous=$word
        if [[ -n $keep ]]; then
            shown+="${shown:+ }$keep"
        elif [[ $shown != *… || $shown == */… ]]; then
            shown+="${shown:+ }…"
        fi
        [[ $word != *';' ]] || expecting=yes
    done
    plain "$shown"
    shown=$plain
}

# hosts_in FILE : answers the hosts of other systems that a configuration file names, and nothing else of it.
hosts_in() {
    local url name file=$1
    while IFS= read -r url; do
        url_host "$url"
        [[ -z $host ]] || answer names "$host" "$file"
    done < <(head -c 1000000 -- "$file" 2>/dev/null | grep -aoE "[a-z+]{3,12}://[^[:space:]\"'<>\\\\,;)]+" | sort -u | head -n 200)
    while IFS= read -r name; do
        answer names "$name" "$file"
    done < <(head -c 1000000 -- "$file" 2>/dev/null | sed -nE "s/^[[:space:]]*(export )?[A-Za-z_]*HOST(NAME)?['\"]?[[:space:]]*(=|:|=>)[[:space:]]*[\"']?([a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+)[\"']?,?[[:space:]]*\$/\4/p" | sort -u | head -n 50)
}
