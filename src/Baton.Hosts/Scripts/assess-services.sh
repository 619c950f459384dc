# What runs, and what listens where. Changes nothing.
# Answers: unit*(NAME ACTIVE ENABLED OWN(yes|no) DESCRIPTION) failed*(NAME) port*(PROTOCOL ADDRESS PORT PROGRAM UNIT USER) marker*(NAME)
#   mail_program? mail_relay? mail_queue? unseen*
# shellcheck shell=bash disable=SC2154

if has systemctl && [[ -d /run/systemd/system ]]; then
    mapfile -t names < <(systemctl list-units --type=service --state=running,failed --plain --no-legend 2>/dev/null | awk '{ print $1 }')
    if ((${#names[@]} > 0)); then
        while IFS= read -r entry; do
            case $entry in
                Id=*) id=${entry#*=} ;;
                Description=*) description=${entry#*=} ;;
                ActiveState=*) active=${entry#*=} ;;
                UnitFileState=*) enabled=${entry#*=} ;;
                FragmentPath=*) fragment=${entry#*=} ;;
                '')
                    own=no
                    # What the distribution's packages bring lies under /lib and /usr/lib.
                    [[ $fragment != /etc/systemd/system/* && $fragment != /usr/local/* ]] || own=yes
                    plain "$description"
                    if [[ $active == failed ]]; then
                        answer failed "$id"
                    else
                        answer unit "$id" "$active" "${enabled:-none}" "$own" "$plain"
                    fi
                    ;;
            esac
        done < <(systemctl show -p Id,Description,ActiveState,UnitFileState,FragmentPath -- "${names[@]}"; echo)
    fi
else
    unseen services "there is no systemd, so which services there are was read from the processes only"
fi

declare -A seen=()
if has ss; then
    # tcp LISTEN 0 511 127.0.0.1:5080 0.0.0.0:* users:(("python3",pid=812,fd=7))
    while read -r protocol _ _ _ local _ users; do
        program='' pid='' unit='' user=''
        if [[ $users =~ \(\(\"([^\"]*)\",pid=([0-9]+) ]]; then
            program=${BASH_REMATCH[1]}
            pid=${BASH_REMATCH[2]}
            unit_of "$pid"
            user_of "$pid"
        fi
        address=${local%:*}
        line="$protocol $address ${local##*:} $program $unit"
        [[ -z ${seen[$line]-} ]] || continue
        seen[$line]=yes
        answer port "$protocol" "$address" "${local##*:}" "$program" "$unit" "$user"
    done < <(ss -H -ltunp 2>/dev/null)
    [[ $root == yes ]] || unseen ports "which process listens is shown to root only; ports without a process are other users'"
else
    unseen ports "there is no 'ss' (package iproute2)"
fi

# What manages or monitors a server shows as a unit, or as one of these folders.
for marker in ansible:/etc/ansible puppet:/etc/puppetlabs chef:/etc/chef salt:/etc/salt/minion cpanel:/usr/local/cpanel plesk:/usr/local/psa webmin:/etc/webmin \
    ispconfig:/usr/local/ispconfig docker:/var/lib/docker kubernetes:/etc/kubernetes cloud-init:/etc/cloud/cloud.cfg terraform:/etc/terraform git-deployment:/srv/.git; do
    [[ ! -e ${marker#*:} ]] || answer marker "${marker%%:*}"
done
if compgen -G '/home/*/.ansible' >/dev/null 2>&1 || [[ -d /root/.ansible ]]; then
    answer marker ansible
fi

# Which program takes mail from the applications, and where it goes from here.
if has postconf; then
    answer mail_program postfix
    relay=$(postconf -h relayhost 2>/dev/null) || relay=
    answer mail_relay "${relay//*@/}"
elif has exim4 || has exim; then
    answer mail_program exim4
    relay=$(sed -n "s/^dc_smarthost='\([^']*\)'.*/\1/p" /etc/exim4/update-exim4.conf.conf 2>/dev/null | head -n 1) || relay=
    answer mail_relay "${relay//*@/}"
elif has msmtp || has ssmtp || has nullmailer-send; then
    for file in /etc/msmtprc /etc/ssmtp/ssmtp.conf; do
        [[ -e $file ]] || continue
        name=${file##*/}
        answer mail_program "${name%%[.r]*}"
        relay=$(sed -nE 's/^(host|mailhub)[[:space:]=]+([A-Za-z0-9.-]+).*/\2/p' "$file" 2>/dev/null | head -n 1) || relay=
        answer mail_relay "$relay"
    done
fi
if has mailq && [[ $root == yes ]]; then
    waiting=$(timeout 10 mailq 2>/dev/null | grep -cE '^ *[0-9]+[mhd] |^[0-9A-F]{10}|^[0-9A-Za-z]{11,}[* !]' || true)
    answer mail_queue "${waiting:-0}"
fi
