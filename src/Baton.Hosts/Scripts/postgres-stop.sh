# Shuts down cleanly (sessions are ended, the log is streamed out to standbys) and says where the log ends. No-op when it is stopped.
# Arguments: patience(seconds), the layout (pg_*)
# Answers: position timeline
# Problems: postgres-not-stopped
# shellcheck shell=bash disable=SC2154

pid=$(pg_pid)
if [[ -n $pid ]]; then
    # The signal is what pg_ctl and the unit send, in a tenth of their time; systemd sees a main process that ended well.
    kill -INT "$pid"
    for ((i = 0; i < patience * 100; i++)); do
        [[ -e /proc/$pid ]] || break
        pause 0.01
    done
    [[ ! -e /proc/$pid ]] || problem postgres-not-stopped "after $patience s it still runs"
fi
while IFS= read -r line; do
    value=${line#*:}
    value=${value#"${value%%[! ]*}"}
    case $line in
        'Database cluster state:'*) state=$value ;;
        'Latest checkpoint location:'*) position=$value ;;
        "Latest checkpoint's TimeLineID:"*) timeline=$value ;;
    esac
done < <("$pg_bin/pg_controldata" -D "$pg_data")
[[ $state == 'shut down' || $state == 'shut down in recovery' ]] || problem postgres-not-stopped "$state"
answer position "$position"
answer timeline "$timeline"
