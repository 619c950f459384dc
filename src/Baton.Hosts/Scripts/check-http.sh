# A URL answers with a status and a text. Plain HTTP is asked by the shell itself; HTTPS needs curl.
# Arguments: url status expect patience(seconds)
# Answers: passed(yes|no) detail
# Problems: tool-missing
# shellcheck shell=bash disable=SC2154,SC2016

ask_plain() {
    local rest=${url#http://} host port=80 path=/
    [[ $rest == */* ]] && path=/${rest#*/}
    host=${rest%%/*}
    local name=$host
    if [[ $host =~ ^(.*):([0-9]+)$ ]]; then
        name=${BASH_REMATCH[1]}
        port=${BASH_REMATCH[2]}
    fi
    timeout 10 bash -c '
        exec 3<>"/dev/tcp/$1/$2" || exit 1
        printf "GET %s HTTP/1.0\r\nHost: %s\r\nUser-Agent: baton\r\nConnection: close\r\n\r\n" "$3" "$4" >&3
        cat <&3' - "${name//[\[\]]/}" "$port" "$path" "$host" 2>/dev/null | tr -d '\000'
}

ask() {
    case $url in
        http://*) ask_plain ;;
        *)
            need_tool curl
            curl --silent --insecure --max-time 10 --include --http1.1 -- "$url" | tr -d '\000'
            ;;
    esac
}

deadline=$((SECONDS + patience))
while :; do
    reply=$(ask) || true
    IFS=$' \r\n' read -r _ seen _ <<<"$reply" || true
    if [[ ${seen-} == "$status" && $reply == *"$expect"* ]]; then
        answer passed yes
        answer detail "status $seen, ${#reply} bytes"
        break
    fi
    if ((SECONDS >= deadline)); then
        answer passed no
        if [[ -z ${seen-} ]]; then
            answer detail "no answer"
        elif [[ $seen == "$status" ]]; then
            answer detail "status $seen, without the expected text"
        else
            answer detail "status $seen"
        fi
        break
    fi
    pause 0.2
done
