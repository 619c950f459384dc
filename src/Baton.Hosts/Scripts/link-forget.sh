# On the old machine: lets the new machine's key in no longer, and ends its connection.
# shellcheck shell=bash

if [[ -f /etc/baton/link.keys ]]; then
    read -r file </etc/baton/link.keys
    if [[ -f $file ]]; then
        sed '/ baton:[^ ]*$/d' "$file" >"$file.baton-new"
        chown --reference="$file" "$file.baton-new"
        chmod --reference="$file" "$file.baton-new"
        mv -f "$file.baton-new" "$file"
    fi
fi
rm -f /usr/local/lib/baton/link /etc/baton/link.conf /etc/baton/link.keys
for directory in /usr/local/lib/baton /etc/baton; do
    [[ ! -d $directory ]] || rmdir --ignore-fail-on-non-empty "$directory"
done
