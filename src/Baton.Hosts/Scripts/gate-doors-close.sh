# Right before an address moves away: new connections from outside are not answered here, so that their repeated first packets reach the address's new
# owner; those that are there get their answers and end. Opens by itself after some seconds, whatever becomes of Baton.
# Arguments: ports(list) proxy(unit or empty) seconds patience
# Answers: left (connections that were still there when the patience was over)
# Problems: tool-missing
# shellcheck shell=bash disable=SC2154,SC2016,SC2034

need_tool nft
need_tool ss
doors=$ports
if [[ -n $proxy ]]; then
    pid=$(systemctl show -p MainPID --value -- "$proxy")
    [[ $pid == 0 ]] || doors=$(ss -Hltnp | sed -n "s/^[^ ]* *[^ ]* *[^ ]* *[^ ]*:\([0-9]*\) .*pid=$pid,.*/\1/p" | sort -un)
fi
[[ -n $doors ]] || doors=$ports
list=$(tr '\n' ',' <<<"$doors")
nft -f - <<EOF
table inet baton_doors
delete table inet baton_doors
table inet baton_doors {
    chain doors {
        type filter hook input priority -10; policy accept;
        iif != "lo" tcp dport { ${list%,} } tcp flags & (fin | syn | rst | ack) == syn drop
    }
}
EOF
setsid bash -c 'exec 3<> <(:); read -r -t "$1" -u 3 || :; nft delete table inet baton_doors 2>/dev/null || :' - "$seconds" </dev/null >/dev/null 2>&1 {answers}>&- &
gate_proxy=$proxy
ports_of=''
for door in $doors; do
    ports_of+="${ports_of:+ or }sport = :$door"
done
for ((i = 0; i < patience * 20; i++)); do
    left=$(ss -Htn state established "( $ports_of )" | awk '$3 !~ /^127\./ && $3 !~ /^\[::ffff:127\./' | wc -l)
    [[ $left -gt 0 ]] || break
    # Requests end by themselves, connections that clients keep open do not.
    [[ $i != 20 ]] || gate_reload_proxy
    pause 0.05
done
answer left "${left-0}"
