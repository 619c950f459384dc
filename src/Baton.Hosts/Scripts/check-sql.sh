# A statement that PostgreSQL must answer; the first value of the first row must be what is expected.
# Arguments: database statement expect patience(seconds), the layout (pg_*)
# Answers: passed(yes|no) detail
# shellcheck shell=bash disable=SC2154

deadline=$((SECONDS + patience))
while :; do
    status=0
    # A timeout of the server's own: a check that hangs must not hold locks after we are gone.
    said=$(PGOPTIONS='-c statement_timeout=20s' as_owner "$pg_bin/psql" -XAtq -v ON_ERROR_STOP=1 -F $'\t' -h "$pg_socket" -p "$pg_port" -d "$database" 2>&1 <<<"$statement") || status=$?
    first=${said%%[$'\n\t']*}
    if [[ $status == 0 && (-z $expect || $first == "$expect") ]]; then
        answer passed yes
        answer detail "${first:0:300}"
        break
    fi
    if ((SECONDS >= deadline)); then
        answer passed no
        if [[ $status == 0 ]]; then
            answer detail "the answer is '${first:0:200}', not '$expect'"
        else
            said=${said//$'\n'/ }
            answer detail "${said:0:300}"
        fi
        break
    fi
    pause 0.5
done
