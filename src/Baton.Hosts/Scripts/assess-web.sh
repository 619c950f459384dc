# Web servers: sites, what they lead to, certificates, when they are used. Changes nothing.
# Answers: server*(nginx|apache VERSION) site*(SERVER NAMES LISTENS ROOT TARGETS CERTIFICATE PROTECTED(yes|no)), lists separated by spaces
#   certificate*(PATH RENEWED_BY PEM_BASE64) usage*(DATE HOUR REQUESTS) unseen*
# Only these directives are read; a password in a configuration is never part of an answer.
# shellcheck shell=bash disable=SC2154

# Directives one per line, without comments: what follows them in the configuration does not matter.
read_nginx() {
    local text file
    # -T also says what is included from where; it needs root for the certificates' keys.
    if [[ $root == yes ]] && text=$(nginx -T 2>/dev/null); then
        printf '%s\n' "$text"
    else
        for file in /etc/nginx/nginx.conf /etc/nginx/conf.d/*.conf /etc/nginx/sites-enabled/*; do
            cat -- "$file" 2>/dev/null || unseen web "$file cannot be read"
        done
    fi
}

sites_of_nginx() {
    read_nginx | sed -E 's/^[[:space:]]*#.*//; s/[[:space:]]#.*//; s/([;{}])/\1\n/g' | awk '
        function add(list, word) { return index(" " list " ", " " word " ") ? list : (list == "" ? word : list " " word) }
        # HOST of proxy_pass http://user:word@host:port/path
        function target(url) { if (url ~ /^unix:/) return url; if (url !~ /^[a-z]+:\/\//) return url ~ /^[A-Za-z0-9_.:-]+$/ ? url : ""
            scheme = url; sub(/:\/\/.*/, "", scheme); sub(/^[a-z]+:\/\//, "", url)
            if (url ~ /^unix:/) { sub(/:\/?$/, "", url); return url }
            # A variable may hold anything.
            if (url ~ /\$/) return "variable"
            path = url; if (!sub(/^[^\/?#]*/, "", path)) path = ""
            sub(/[\/?#].*/, "", url); if (path ~ /@/) return ""; sub(/.*@/, "", url)
            return url ~ /^[A-Za-z0-9_.:-]+$/ || url ~ /^\[[0-9a-f:]+\](:[0-9]+)?$/ ? scheme "://" url : "" }
        { gsub(/^[ \t]+|[ \t]+$/, "") }
        $0 == "" { next }
        /\{$/ { depth++
            if ($1 == "server" && NF <= 2) { inside = depth; names = listens = root = targets = certificate = ""; protected = "no" }
            if ($1 == "upstream") { upstream = $2; up = depth }
            next }
        /\}$/ { if (depth == inside) { sites[++n] = names "\t" listens "\t" root "\t" targets "\t" certificate "\t" protected; inside = 0 }
            if (depth == up) up = 0
            depth--; next }
        { sub(/;$/, "") }
        up && $1 == "server" { servers[upstream] = add(servers[upstream], target($2)) }
        inside && $1 == "server_name" { for (i = 2; i <= NF; i++) names = add(names, $i) }
        inside && $1 == "listen" { text = $2; for (i = 3; i <= NF; i++) if ($i == "ssl") text = text "/ssl"; listens = add(listens, text) }
        inside && ($1 == "root" || $1 == "alias") { root = add(root, $2) }
        inside && $1 ~ /^(proxy|fastcgi|uwsgi|grpc|scgi)_pass$/ { targets = add(targets, target($2)) }
        inside && $1 == "ssl_certificate" { certificate = $2 }
        inside && $1 == "auth_basic_user_file" { protected = "yes" }
        END { for (s = 1; s <= n; s++) { split(sites[s], f, "\t"); m = split(f[4], t, " "); f[4] = ""
            for (i = 1; i <= m; i++) { bare = t[i]; sub(/^[a-z]+:\/\//, "", bare)
                if (bare in servers) { k = split(servers[bare], u, " "); for (j = 1; j <= k; j++) f[4] = add(f[4], u[j]) } else f[4] = add(f[4], t[i]) }
            print "site=nginx\t" f[1] "\t" f[2] "\t" f[3] "\t" f[4] "\t" f[5] "\t" f[6] } }'
}

sites_of_apache() {
    local file
    local -a files=(/etc/apache2/sites-enabled/* /etc/httpd/conf/httpd.conf /etc/httpd/conf.d/*.conf)
    for file in "${files[@]}"; do
        [[ -r $file ]] || unseen web "$file cannot be read"
        cat -- "$file" 2>/dev/null || true
        echo
    done | awk '
        function add(list, word) { gsub(/"/, "", word); return index(" " list " ", " " word " ") ? list : (list == "" ? word : list " " word) }
        function target(url) { gsub(/"/, "", url); if (url ~ /^unix:/) { sub(/\|.*/, "", url); return url }
            if (url !~ /^[a-z]+:\/\//) return ""
            scheme = url; sub(/:\/\/.*/, "", scheme); sub(/^[a-z]+:\/\//, "", url); path = url; if (!sub(/^[^\/?#]*/, "", path)) path = ""
            sub(/[\/?#].*/, "", url); if (path ~ /@/) return ""; sub(/.*@/, "", url)
            return url ~ /^[A-Za-z0-9_.:-]+$/ ? scheme "://" url : "" }
        { gsub(/^[ \t]+|[ \t\r]+$/, "") }
        /^#/ { next }
        tolower($1) == "<virtualhost" { inside = 1; names = root = targets = certificate = ""; protected = "no"; listens = ""
            for (i = 2; i <= NF; i++) { text = $i; sub(/>$/, "", text); listens = add(listens, text) } next }
        tolower($1) == "</virtualhost>" { print "site=apache\t" names "\t" listens "\t" root "\t" targets "\t" certificate "\t" protected; inside = 0; next }
        inside && tolower($1) ~ /^server(name|alias)$/ { for (i = 2; i <= NF; i++) names = add(names, $i) }
        inside && tolower($1) == "documentroot" { root = add(root, $2) }
        inside && tolower($1) ~ /^proxypass(match)?$/ { for (i = 2; i <= NF; i++) if (target($i) != "") targets = add(targets, target($i)) }
        inside && tolower($1) == "sethandler" && $2 ~ /proxy:/ { text = $2; gsub(/"/, "", text); sub(/^proxy:/, "", text); targets = add(targets, target(text)) }
        inside && tolower($1) == "sslcertificatefile" { certificate = add("", $2) }
        inside && tolower($1) == "authuserfile" { protected = "yes" }'
}

certificate() {
    local path=$1 renewed=unknown pem name
    if [[ $path == /etc/letsencrypt/* ]] || { has certbot && [[ $(readlink -f "$path") == /etc/letsencrypt/* ]]; }; then
        name=${path#/etc/letsencrypt/live/}
        name=${name%%/*}
        renewed=certbot-without-timer
        if systemctl is-active -q certbot.timer 2>/dev/null || systemctl is-active -q snap.certbot.renew.timer 2>/dev/null || grep -qs '^[^#].*certbot' /etc/cron.d/certbot /etc/crontab; then
            renewed=certbot
        fi
        [[ -e /etc/letsencrypt/renewal/$name.conf || $root == no ]] || renewed=certbot-without-settings
    elif [[ $path == *acme.sh* ]] || compgen -G '/root/.acme.sh/*' >/dev/null || compgen -G '/home/*/.acme.sh/*' >/dev/null; then
        renewed=acme.sh
    elif [[ $path == /etc/ssl/certs/ssl-cert-snakeoil.pem ]]; then
        renewed=never
    fi
    # A certificate is public; a file may hold its key too, which is not.
    pem=$(sed -n '/^-----BEGIN CERTIFICATE-----/,/^-----END CERTIFICATE-----/{p;/^-----END/q}' -- "$path" 2>/dev/null | grep -v -- ----- | tr -d '\n\r ') || pem=
    [[ $pem =~ ^[A-Za-z0-9+/=]*$ ]] || pem=
    answer certificate "$path" "$renewed" "$pem"
}

found=
if has nginx; then
    version=$(nginx -v 2>&1) || version=
    answer server nginx "${version##*/}"
    found+=$(sites_of_nginx)$'\n'
fi
for program in apache2 httpd; do
    if has "$program"; then
        version=$("$program" -v 2>/dev/null | sed -nE 's|^Server version: Apache/([0-9.]+).*|\1|p') || version=
        answer server apache "$version"
        found+=$(sites_of_apache)$'\n'
        break
    fi
done
for program in caddy haproxy traefik lighttpd; do
    ! has "$program" || answer server "$program" ""
done
grep -E '^(site|unseen)=' <<<"$found" || true

sort -u < <(grep '^site=' <<<"$found" | cut -f6 | tr -d '"') | while IFS= read -r path; do
    [[ -z $path ]] || certificate "$path"
done

# When people come: requests by hour, of the last weeks. [21/Nov/2026:12:32:13 +0000]
logs=()
for log in /var/log/nginx/*.log /var/log/nginx/*.log.[0-9]* /var/log/apache2/*.log /var/log/apache2/*.log.[0-9]* /var/log/httpd/*log /var/log/httpd/*log-[0-9]*; do
    [[ $log != *error* && $log != *other_vhosts* && -s $log ]] || continue
    if [[ -r $log ]]; then
        logs+=("$log")
    else
        unseen usage "$log cannot be read"
    fi
done
if ((${#logs[@]} > 0)); then
    for log in "${logs[@]}"; do
        # At most the last 20 MB of each: enough for the shape of a week.
        case $log in
            *.gz) zcat -- "$log" 2>/dev/null | tail -c 20000000 ;;
            *) tail -c 20000000 -- "$log" ;;
        esac || true
    done | awk '
        BEGIN { split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", m, " "); for (i in m) month[m[i]] = sprintf("%02d", i) }
        match($0, /\[[0-9][0-9]\/[A-Z][a-z][a-z]\/[0-9][0-9][0-9][0-9]:[0-9][0-9]:/) {
            t = substr($0, RSTART + 1, RLENGTH - 1)
            count[substr(t, 8, 4) "-" month[substr(t, 4, 3)] "-" substr(t, 1, 2) "\t" substr(t, 13, 2)]++ }
        END { for (hour in count) print "usage=" hour "\t" count[hour] }' | sort | tail -n 1000
fi
