# Removes the gate without trace. New connections reach the application here directly. What goes through the gate still is waited for: without the rules
# its packets would find no way back. What is not over when the patience is, is cut.
# Arguments: patience(seconds)
# Answers: left (connections that were cut)
# shellcheck shell=bash disable=SC2154

left=0
if [[ -f /etc/baton/gate.conf && -d /run/baton/gate ]]; then
    gate_read_conf
    gate_release local
    rooms=''
    for port in "${gate_ports[@]}"; do
        for room in ${gate_rooms[$port]} $gate_page; do rooms+="${rooms:+ or }sport = :$room"; done
    done
    for ((i = 0; i < patience * 10; i++)); do
        left=$(ss -Htn state established "( $rooms )" | wc -l)
        [[ $left -gt 0 ]] || break
        # Requests end by themselves, connections that the proxy keeps do not.
        [[ $i != 30 ]] || gate_reload_proxy
        pause 0.1
    done
    if [[ -f $gate_shed_live ]]; then
        rm -f "$gate_shed_live"
        gate_reload_proxy
    fi
fi
if command -v nft >/dev/null && nft list table inet baton >/dev/null 2>&1; then
    nft delete table inet baton
fi
if [[ -f /etc/systemd/system/baton-gate@.service ]]; then
    systemctl stop 'baton-gate@*.service' 'baton-gate@*.socket'
    rm -f /etc/systemd/system/baton-gate@.service /etc/systemd/system/baton-gate@.socket
    systemctl daemon-reload
    systemctl reset-failed 'baton-gate@*' 2>/dev/null || true
fi
if [[ -f /etc/systemd/system/baton-maintenance.service ]]; then
    systemctl stop baton-maintenance.socket baton-maintenance.service
    rm -f /etc/systemd/system/baton-maintenance.socket /etc/systemd/system/baton-maintenance.service
    systemctl daemon-reload
    systemctl reset-failed 'baton-maintenance*' 2>/dev/null || true
fi
if [[ -f /etc/systemd/system/baton-gate.service ]]; then
    rm -f "$gate_boot_link" /etc/systemd/system/baton-gate.service
    systemctl daemon-reload
fi
rm -f /usr/local/lib/baton/gate /usr/local/lib/baton/gate-restore /usr/local/lib/baton/maintenance "$gate_shed_ready" "$gate_shed_live" \
    /etc/baton/gate.conf /etc/baton/gate.machine /etc/baton/maintenance.html
rm -rf /run/baton/gate
for directory in /usr/local/lib/baton /etc/baton /run/baton; do
    [[ ! -d $directory ]] || rmdir --ignore-fail-on-non-empty "$directory"
done
answer left "$left"
