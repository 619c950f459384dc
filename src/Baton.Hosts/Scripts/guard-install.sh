# Installs the guard: its program, its record of this machine, and a drop-in for each unit. Running units go on.
# Arguments: services warm postgres fenced (lists of units) guard_program(text) ahead(yes: units that are not there yet are fenced by their names)
# Answers: installed recorded machine role
# Problems: systemd-missing unit-unknown
# shellcheck shell=bash disable=SC2154

need_systemd

declare -A class
while IFS= read -r unit; do [[ -n $unit ]] && class[$unit]=service; done <<<"$services"
while IFS= read -r unit; do [[ -n $unit ]] && class[$unit]=warm; done <<<"$warm"
while IFS= read -r unit; do [[ -n $unit ]] && class[$unit]=postgres; done <<<"$postgres"
while IFS= read -r unit; do [[ -n $unit ]] && class[$unit]=fenced; done <<<"$fenced"

# A condition can only stand before a service: a timer or socket is fenced by the service that it starts.
declare -A guarded
on_unit() {
    if [[ $unit_load != loaded ]]; then
        [[ ${ahead-} == yes ]] || problem unit-unknown "$unit_id"
        guarded[${unit_id%.*}.service]=${class[$unit_id]-${class[${unit_id%.service}]-}}
        return
    fi
    local triggered kind=${class[$unit_id]-${class[${unit_id%.service}]-}}
    if [[ $unit_id == *.service ]]; then
        guarded[$unit_id]=$kind
    else
        for triggered in $unit_triggers; do
            guarded[$triggered]=$kind
        done
    fi
}
if ((${#class[@]})); then
    each_unit "${!class[@]}"
fi

mkdir -p /usr/local/lib/baton /etc/baton
write_file /usr/local/lib/baton/guard 755 <<<"$guard_program"
if [[ ! -e /etc/baton/guard.conf ]]; then
    # A repeat on a copy must not take the copy for the original.
    machine=$(/usr/local/lib/baton/guard show | sed -n 's/^machine=//p')
    write_file /etc/baton/guard.conf 644 <<<"recorded=$machine"
fi

changed=
for unit in "${!guarded[@]}"; do
    file=/etc/systemd/system/$unit.d/50-baton-guard.conf
    text="# Installed by Baton for the time of an operation: a copy of this machine must not start this by itself. See /usr/local/lib/baton/guard.
[Service]
ExecCondition=/usr/local/lib/baton/guard may ${guarded[$unit]}"
    if [[ ${guarded[$unit]} == postgres ]]; then
        text+="
# The same fast shutdown that pg_ctlcluster asks for, without waiting for pg_ctlcluster: requests are held meanwhile.
ExecStop=
KillSignal=SIGINT
KillMode=mixed"
    fi
    if [[ ! -f $file || $(<"$file") != "$text" ]]; then
        mkdir -p "${file%/*}"
        write_file "$file" 644 <<<"$text"
        changed=yes
    fi
done
# It must be on the disk before the disk is copied.
sync /etc/baton/guard.conf /usr/local/lib/baton/guard /etc/systemd/system/*.d/50-baton-guard.conf
if [[ -n $changed ]]; then
    systemctl daemon-reload
fi
/usr/local/lib/baton/guard show
