# A port accepts a connection.
# Arguments: address port patience(seconds)
# Answers: passed(yes|no) detail
# shellcheck shell=bash disable=SC2154,SC2016

deadline=$((SECONDS + patience))
while :; do
    if said=$(timeout 5 bash -c 'exec 3<>"/dev/tcp/$1/$2"' - "$address" "$port" 2>&1); then
        answer passed yes
        answer detail "$address:$port accepts connections"
        break
    fi
    if ((SECONDS >= deadline)); then
        said=${said##*: }
        answer passed no
        answer detail "${said:-no answer}"
        break
    fi
    pause 0.2
done
