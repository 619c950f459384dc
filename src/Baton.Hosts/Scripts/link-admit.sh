# On the old machine: lets the new machine's key in, for the forwards and folders named and nothing else.
# Arguments: run user public_key permit_listen(list) permit_open(list) folders(list) link_program(text)
# Answers: host_key*
# Problems: folder-missing folder-name
# shellcheck shell=bash disable=SC2154

while IFS= read -r folder; do
    [[ -n $folder ]] || continue
    # These names go through two shells and rsync: only what needs no quoting anywhere.
    [[ $folder =~ ^/[A-Za-z0-9._/+@-]+$ && $folder != */ ]] || problem folder-name "$folder"
    [[ -e $folder || $folder == /etc/baton/* ]] || problem folder-missing "$folder"
done <<<"$folders"

mkdir -p /usr/local/lib/baton /etc/baton
write_file /usr/local/lib/baton/link 755 <<<"$link_program"
write_file /etc/baton/link.conf 644 <<<"$folders"

options="restrict,port-forwarding,command=\"/usr/local/lib/baton/link\""
for listen in $permit_listen; do
    options+=",permitlisten=\"$listen\""
done
for open in $permit_open; do
    options+=",permitopen=\"$open\""
done
read -r type key _ <<<"$public_key"

home=$(getent passwd "$user" | cut -d: -f6)
group=$(id -gn "$user")
install -d -m 700 -o "$user" -g "$group" "$home/.ssh"
file=$home/.ssh/authorized_keys
[[ -e $file ]] || install -m 600 -o "$user" -g "$group" /dev/null "$file"
{
    sed '/ baton:[^ ]*$/d' "$file"
    printf '%s %s %s baton:%s\n' "$options" "$type" "$key" "$run"
} >"$file.baton-new"
chown --reference="$file" "$file.baton-new"
chmod --reference="$file" "$file.baton-new"
mv -f "$file.baton-new" "$file"
printf '%s\n' "$file" >/etc/baton/link.keys

for public in /etc/ssh/ssh_host_*_key.pub; do
    answer host_key "$(<"$public")"
done
