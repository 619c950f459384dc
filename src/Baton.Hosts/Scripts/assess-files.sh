# Folders that change, by what was written in the last weeks; and what lies in the folders that are named. Changes nothing, reads no content.
# Arguments: days also(list of folders that are asked for in any case)
# Answers: changed*(FOLDER CHANGED_FILES OWNER NEWEST_EPOCH FILES BYTES) scanned*(FOLDER) unseen*
# shellcheck shell=bash disable=SC2154

roots=()
for folder in /srv /var/www /opt /home /data /app /mnt /var/lib /usr/local; do
    [[ ! -d $folder || -L $folder ]] || roots+=("$folder")
done
# The operator may have mounted a disk for it anywhere.
while read -r target; do
    case $target in
        / | /boot* | /efi* | /snap* | /run* | /tmp* | /etc | /etc/* | /proc* | /sys* | /dev*) ;;
        *) roots+=("$target") ;;
    esac
done < <(findmnt --real --noheadings --raw -o TARGET -t ext2,ext3,ext4,xfs,btrfs,zfs,nfs,nfs4,cifs 2>/dev/null || true)
answer scanned "${roots[@]}"

# Databases have parts of their own in the report; what only the system itself writes is none of the application's.
list=$(timeout 100 find "${roots[@]}" -xdev \( -path /var/lib/postgresql -o -path '*/PG_[0-9]*' -o -path /var/lib/mysql -o -path /var/lib/redis -o -path /var/lib/mongodb \
    -o -path /var/lib/docker -o -path /var/lib/containerd -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/lib/systemd -o -path /var/lib/snapd -o -path /var/lib/private \
    -o -path /var/lib/sudo -o -path /var/lib/update-notifier -o -path /var/lib/ucf -o -path /var/lib/pam -o -path /var/lib/polkit-1 -o -path /var/lib/dbus -o -path /var/lib/chrony \
    -o -path /var/lib/logrotate -o -path /var/lib/man-db -o -path '/var/lib/ntp*' -o -path /var/lib/php -o -path /var/lib/initramfs-tools -o -path /var/lib/cloud -o -path /var/lib/nginx \
    -o -path /var/lib/apache2 -o -path /var/lib/python -o -path /var/lib/shells.state -o -path /var/lib/vim -o -path /var/lib/aspell -o -path /var/lib/dhcp -o -path /var/lib/grub \
    -o -path /var/lib/sgml-base -o -path /var/lib/xml-core -o -path /var/lib/emacsen-common -o -path /var/lib/misc -o -path /var/lib/sysstat -o -path /var/lib/exim4 -o -path /var/lib/os-prober \
    -o -name .git -o -name node_modules -o -name __pycache__ -o -name .cache -o -name .ssh -o -name lost+found -o -name .baton -o -name .gnupg \) -prune \
    -o -type d -exec test -e '{}/PG_VERSION' \; -prune \
    -o -type f -mtime "-$days" -printf '%h\t%u\t%T@\n' 2>/dev/null | sort -u) || unseen files "not every folder could be read in time"

# A folder for every month, or one for every user, belongs to the one above: it is that one which changes, also next month.
{
    awk -F'\t' '
        function add(folder, files, who, when) { count[folder] += files; by[folder, who] += files; if (by[folder, who] > most[folder]) { most[folder] = by[folder, who]; owner[folder] = who }
            if (when > newest[folder]) newest[folder] = when }
        { n = split($1, p, "/"); deep = (p[2] == "var" || p[2] == "home" || p[2] == "usr") ? 6 : 5; folder = ""
          for (i = 2; i <= n && i <= deep && !(i > 3 && p[i] ~ /^([0-9]+|[0-9a-f][0-9a-f]?)$/); i++) folder = folder "/" p[i]
          add(folder, 1, $2, $3 + 0) }
        END { for (folder in count) { parent = folder; sub(/\/[^\/]*$/, "", parent); if (split(parent, p, "/") > 3) children[parent]++ }
            for (folder in count) { parent = folder; sub(/\/[^\/]*$/, "", parent); if (children[parent] > 4) { up[folder] = parent } }
            for (folder in up) { add(up[folder], count[folder], owner[folder], newest[folder]); delete count[folder] }
            for (folder in count) printf "%s\t%d\t%s\t%d\n", folder, count[folder], owner[folder], newest[folder] }' <<<"$list" | sort
    while IFS= read -r folder; do
        [[ -z $folder || ! -d $folder ]] || printf '%s\t0\t%s\t%s\n' "$folder" "$(stat -c %U -- "$folder")" "$(stat -c %Y -- "$folder")"
    done <<<"$also"
} | awk -F'\t' '$1 != "" && !had[$1]++' | head -n 200 | while IFS=$'\t' read -r folder count owner newest; do
    read -r files size <<<"$(timeout 60 find "$folder" -xdev -type f -printf '%s\n' 2>/dev/null | awk '{ n++; s += $1 } END { printf "%d %.0f", n, s }')"
    plain "$folder"
    answer changed "$plain" "$count" "$owner" "$newest" "${files:-0}" "${size:-0}"
done
[[ $root == yes ]] || unseen files "folders of other users may be closed to us"
