# What the web server's access logs say since they were asked last: a row for each request, without what may be secret in it (no query, no referer, no agent; long
# words of a path are cut). Changes nothing.
# Arguments: first(yes: from now on) since(list of PATH, INODE, OFFSET)
# Answers: log*(PATH INODE OFFSET) hit*(CLIENT TIME METHOD PATH STATUS) skipped(bytes that were too much for one answer)
# shellcheck shell=bash disable=SC2154

most=$((1 << 20))
skipped=0
declare -A inode_of offset_of
while IFS=$'\t' read -r path inode offset; do
    [[ -n $path ]] || continue
    inode_of[$path]=$inode
    offset_of[$path]=$offset
done <<<"$since"

# 203.0.113.7 - - [21/Nov/2026:12:32:13 +0000] "GET /pay?month=11 HTTP/1.1" 200 612 "-" "Mozilla/5.0"
rows() {
    LC_ALL=C awk '
        BEGIN { split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", m, " "); for (i in m) month[m[i]] = sprintf("%02d", i) }
        {
            client = $1
            if (client !~ /^[A-Za-z0-9.:_-]+$/ || !match($0, /\[[0-9][0-9]\/[A-Z][a-z][a-z]\/[0-9][0-9][0-9][0-9]:[0-9:]+ [+-][0-9][0-9][0-9][0-9]\] "/)) next
            t = substr($0, RSTART + 1)
            rest = substr($0, RSTART + RLENGTH)
            time = substr(t, 8, 4) "-" month[substr(t, 4, 3)] "-" substr(t, 1, 2) "T" substr(t, 13, 8) substr(t, 22, 3) ":" substr(t, 25, 2)
            status = rest
            if (!sub(/^[^"]*" /, "", status)) next
            sub(/ .*/, "", status)
            if (status !~ /^[1-5][0-9][0-9]$/) next
            n = split(rest, word, " ")
            method = word[1]
            if (method !~ /^[A-Z]+$/ || n < 3) { method = "-"; path = "-" } else {
                path = word[2]
                sub(/[?;#].*/, "", path)
                gsub(/[^A-Za-z0-9._~%\/:@!$&()*+,=-]/, "?", path)
                parts = split(substr(path, 1, 400), part, "/")
                path = part[1]
                for (i = 2; i <= parts && i < 12; i++) path = path "/" (length(part[i]) > 24 ? "…" : part[i])
            }
            print "hit=" client "\t" time "\t" method "\t" path "\t" status
        }'
}

# tell FILE FROM END : the whole lines between.
tell() {
    local from=$2
    if (($3 - from > most)); then
        skipped=$((skipped + $3 - from - most))
        from=$(($3 - most))
    fi
    (($3 > from)) || return 0
    { tail -c "+$((from + 1))" -- "$1" || true; } | { head -c "$(($3 - from))"; cat >/dev/null; } | rows
}

for log in "${access_root-}"/var/log/nginx/*.log "${access_root-}"/var/log/apache2/*.log "${access_root-}"/var/log/httpd/*log; do
    [[ ${log##*/} != *error* && $log != *other_vhosts* && -f $log && -r $log ]] || continue
    read -r inode size < <(stat -c '%i %s' -- "$log")
    from=${offset_of[$log]-0}
    if [[ $first == yes ]]; then
        from=$size
    elif [[ -n ${inode_of[$log]-} && ${inode_of[$log]} != "$inode" ]]; then
        # Turned away since: what was written to it before that comes first.
        while IFS= read -r older; do
            [[ $older == *.gz ]] || tell "$older" "$from" "$(stat -c %s -- "$older")"
        done < <(find "${log%/*}" -maxdepth 1 -inum "${inode_of[$log]}")
        from=0
    elif ((from > size)); then
        from=0
    fi
    # A line that is not whole yet is left for the next time.
    if ((size > from)) && [[ -n $(tail -c 1 -- "$log") ]]; then
        size=$((size - $(tail -c "+$((from + 1))" -- "$log" | LC_ALL=C tail -n 1 | wc -c)))
        ((size >= from)) || size=$from
    fi
    tell "$log" "$from" "$size"
    answer log "$log" "$inode" "$size"
done
answer skipped "$skipped"
