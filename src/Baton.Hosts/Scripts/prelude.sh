# Put before every script by Baton. Arguments are set above as plain shell variables; a script's header names them.
# Answers are lines of key=value on standard output.
# shellcheck shell=bash
set -euo pipefail
shopt -s nullglob
exec {answers}>&1

# answer KEY VALUE... : the fields of a value are separated by tabs.
answer() {
    local key=$1 IFS=$'\t'
    shift
    printf '%s=%s\n' "$key" "$*"
}

# problem KEY [DETAIL] : says what is in the way, in words that Baton knows, and ends.
problem() {
    local detail=${2-}
    # Also from within $(...): to where answers go, not to what captures us.
    printf 'problem=%s\t%s\n' "$1" "${detail//[$'\n\t']/ }" >&"$answers"
    exit 10
}

# Milliseconds since 1970, without starting a program.
now_ms() {
    local now=$EPOCHREALTIME
    printf '%s' "$((${now%.*} * 1000 + 10#${now#*.} / 1000))"
}

# Sleeps a fraction of a second without starting a program.
pause() {
    if [[ -z ${pause_fd-} ]]; then
        # A pipe that we hold open at both ends never has anything to read.
        exec {pause_fd}<> <(:)
    fi
    read -r -t "$1" -u "$pause_fd" || true
}

# write_file PATH MODE : standard input becomes the file, whole or not at all.
write_file() {
    local next="$1.baton-new"
    (umask 077 && cat >"$next")
    chmod "$2" "$next"
    mv -f "$next" "$1"
}

need_tool() {
    command -v "$1" >/dev/null || problem tool-missing "$1"
}

need_systemd() {
    [[ -d /run/systemd/system ]] || problem systemd-missing
}

# each_unit UNIT... : for each, sets unit_id, unit_load, unit_active, unit_result, unit_enabled and unit_triggers and calls on_unit.
# shellcheck disable=SC2034 # They are for on_unit.
each_unit() {
    local key value
    unit_id=
    while IFS='=' read -r key value; do
        case $key in
            Id) unit_id=$value ;;
            LoadState) unit_load=$value ;;
            ActiveState) unit_active=$value ;;
            Result) unit_result=$value ;;
            UnitFileState) unit_enabled=${value:-none} ;;
            Triggers) unit_triggers=$value ;;
            '') # Units are separated by empty lines; the order of what is said of one is systemd's.
                on_unit
                unit_id=
                ;;
        esac
    done < <(systemctl show -p Id,LoadState,ActiveState,Result,UnitFileState,Triggers -- "$@")
    [[ -z $unit_id ]] || on_unit
}
