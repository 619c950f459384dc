# Installs the guard: its program, its record of this machine, and a drop-in for each unit. Running units go on.
# Arguments: services warm postgres fenced (lists of units) guard_program(text)
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
for unit in "${!class[@]}"; do
    [[ $unit == *.* ]] || full="$unit.service"
    [[ $unit == *.* ]] && full=$unit
    [[ $(systemctl show -p LoadState --value -- "$full") == loaded ]] || problem unit-unknown "$unit"
    if [[ $full != *.service ]]; then
        for triggered in $(systemctl show -p Triggers --value -- "$full"); do
            guarded[$triggered]=${class[$unit]}
        done
    else
        guarded[$full]=${class[$unit]}
    fi
done

mkdir -p /usr/local/lib/baton /etc/baton
write_file /usr/local/lib/baton/guard 755 <<<"$guard_program"
if [[ ! -e /etc/baton/guard.conf ]]; then
    # A repeat on a copy must not take the copy for the original.
    machine=$(/usr/local/lib/baton/guard show | sed -n 's/^machine=//p')
    write_file /etc/baton/guard.conf 644 <<<"recorded=$machine"
fi

for unit in "${!guarded[@]}"; do
    mkdir -p "/etc/systemd/system/$unit.d"
    write_file "/etc/systemd/system/$unit.d/50-baton-guard.conf" 644 <<EOF
# Installed by Baton for the time of an operation: a copy of this machine must not start this by itself. See /usr/local/lib/baton/guard.
[Service]
ExecCondition=/usr/local/lib/baton/guard may ${guarded[$unit]}
EOF
done
# It must be on the disk before the disk is copied.
sync /etc/baton/guard.conf /usr/local/lib/baton/guard /etc/systemd/system/*.d/50-baton-guard.conf
systemctl daemon-reload
/usr/local/lib/baton/guard show
