# Other systems that this one talks to, who may enter it, and whether it is backed up. Changes nothing.
# Answers: peer*(ADDRESS PORT PROGRAM UNIT) outward_host*(ADDRESS NAMES) user*(NAME UID SHELL SUDO(yes|no) PASSWORD(set|locked|unknown)) key*(USER BITS FINGERPRINT TYPE)
#   sshd*(KEY VALUE) backup_program*(NAME) backup_files*(FOLDER NEWEST_EPOCH NEWEST_NAME FILES BYTES) firewall(KIND RULES) unseen*
# shellcheck shell=bash disable=SC2154

# Established connections that began here: their local end is no port that listens.
if has ss; then
    listening=" $(ss -H -ltn 2>/dev/null | awk '{ sub(/.*:/, "", $4); print $4 }' | sort -u | tr '\n' ' ') "
    ss -H -tnp state established 2>/dev/null | while read -r _ _ local peer users; do
        [[ $listening != *" ${local##*:} "* ]] || continue
        address=${peer%:*}
        case $address in
            127.* | '[::1]' | '[::ffff:127.'* | 169.254.169.254) continue ;;
        esac
        program='' unit=''
        if [[ $users =~ \(\(\"([^\"]*)\",pid=([0-9]+) ]]; then
            program=${BASH_REMATCH[1]}
            unit_of "${BASH_REMATCH[2]}"
        fi
        answer peer "$address" "${peer##*:}" "$program" "$unit"
    done | sort | uniq || true
fi
grep -E '^[0-9a-fA-F.:]+[[:space:]]' /etc/hosts 2>/dev/null | grep -vE '^(127\.|::1|fe00|ff0)' | while read -r address names; do
    plain "${names%%#*}"
    answer outward_host "$address" "$plain"
done || true

while IFS=: read -r name _ id _ _ home shell; do
    [[ $shell != */nologin && $shell != */false && $shell != /bin/sync ]] || [[ -e $home/.ssh/authorized_keys ]] || continue
    sudo=no
    [[ $id != 0 ]] || sudo=yes
    [[ " $(id -nG "$name" 2>/dev/null) " != *" sudo "* && " $(id -nG "$name" 2>/dev/null) " != *" wheel "* ]] || sudo=yes
    if [[ $root == yes ]] && grep -qsE "^${name}[[:space:]]+ALL" /etc/sudoers /etc/sudoers.d/*; then
        sudo=yes
    fi
    password=unknown
    if [[ $root == yes ]]; then
        # NAME P 2026-11-21 …: never the hash itself.
        case $(passwd -S "$name" 2>/dev/null | cut -d' ' -f2) in
            P | PS) password="set" ;;
            L | LK | NP) password=locked ;;
        esac
    fi
    answer user "$name" "$id" "$shell" "$sudo" "$password"
    for file in "$home/.ssh/authorized_keys" "$home/.ssh/authorized_keys2"; do
        [[ -e $file ]] || continue
        if [[ ! -r $file ]]; then
            unseen users "the keys of $name cannot be read"
        elif has ssh-keygen; then
            # 256 SHA256:… comment (ED25519)
            ssh-keygen -lf "$file" 2>/dev/null | while read -r bits fingerprint comment; do
                answer key "$name" "$bits" "$fingerprint" "${comment##* }"
            done || true
        fi
    done
done </etc/passwd
if [[ $root == yes ]] && has sshd; then
    sshd -T 2>/dev/null | while read -r key value; do
        case $key in
            permitrootlogin | passwordauthentication | port | allowtcpforwarding) answer sshd "$key" "$value" ;;
        esac
    done || true
elif [[ $root == no ]]; then
    unseen users "the settings of sshd are shown to root only"
fi

for program in restic borg borgmatic duplicity duply rsnapshot pgbackrest barman barman-cloud-backup wal-g bacula-fd amandad backupninja automysqlbackup autopostgresqlbackup tarsnap \
    burp backup-manager veeamconfig bareos-fd urbackupclientctl kopia rclone dump aws-backup; do
    ! has "$program" || answer backup_program "$program"
done
for folder in /var/backups /backup /backups /srv/backup /srv/backups /home/backup /root/backup /root/backups /opt/backup /opt/backups /var/lib/pgbackrest /var/lib/autopostgresqlbackup \
    /mnt/backup /data/backup /data/backups /var/lib/postgresql/backup /var/lib/postgresql/backups /var/spool/backup; do
    [[ -d $folder ]] || continue
    if [[ ! -r $folder ]]; then
        unseen backups "$folder cannot be read"
        continue
    fi
    # Debian keeps lists of its packages in /var/backups; they are no backup of anything.
    found=$(timeout 30 find "$folder" -xdev -type f -size +0 -not -name 'dpkg.*' -not -name 'apt.*' -not -name 'alternatives.*' -not -name '*.bak' -not -name 'gshadow*' \
        -not -name 'shadow*' -printf '%T@\t%s\t%p\n' 2>/dev/null | sort -n) || found=
    [[ -n $found ]] || continue
    IFS=$'\t' read -r newest _ path <<<"${found##*$'\n'}"
    read -r files size <<<"$(awk -F'\t' '{ n++; s += $2 } END { printf "%d %.0f", n, s }' <<<"$found")"
    plain "${path##*/}"
    answer backup_files "$folder" "${newest%.*}" "$plain" "$files" "$size"
done
[[ $root == yes ]] || unseen backups "folders of other users may be closed to us"

if [[ $root == yes ]]; then
    rules=0
    kind=none
    if has nft; then
        kind=nftables
        rules=$(nft list ruleset 2>/dev/null | grep -cE '(dport|drop|reject|accept)' || true)
    elif has iptables; then
        kind=iptables
        rules=$(iptables -S 2>/dev/null | grep -cE '^-A|-P .* (DROP|REJECT)' || true)
    fi
    answer firewall "$kind" "${rules:-0}"
else
    unseen firewall "rules are shown to root only"
fi
