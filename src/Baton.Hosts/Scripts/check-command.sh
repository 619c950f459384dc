# A shell command must succeed, and print a text.
# Arguments: command expect patience(seconds)
# Answers: passed(yes|no) detail
# shellcheck shell=bash disable=SC2154

deadline=$((SECONDS + patience))
while :; do
    status=0
    output=$(set +eu; eval "$command" 2>&1) || status=$?
    if [[ $status == 0 && $output == *"$expect"* ]]; then
        answer passed yes
        break
    fi
    if ((SECONDS >= deadline)); then
        answer passed no
        break
    fi
    pause 0.5
done
last=${output##*$'\n'}
answer detail "status $status: ${last:0:300}"
