#!/bin/bash
# Makes a disk as distributions make their cloud images: a partition table, GRUB, Debian's kernel with its own initrd, cloud-init.
# $1: the file to make. Standard input: the lines of a sources.list. ACQUIRE: options of apt, one a line.
set -euo pipefail
out=$1 mib=3072
PATH=$PATH:/usr/sbin:/sbin
work=$(mktemp -d "${TMPDIR:-/var/tmp}/whole-disk-XXXXXX")
chmod 0755 "$work"
trap 'rm -rf "$work"' EXIT

cat >"$work/customize.sh" <<'CUSTOMIZE'
#!/bin/sh
set -eu
chroot "$1" grub-mkimage -O i386-pc -o /boot/core.img -p '(hd0,msdos1)/boot/grub' biosdisk part_msdos ext2 normal linux configfile search serial terminal test
mkdir -p "$1/boot/grub"
cp -r "$1/usr/lib/grub/i386-pc" "$1/boot/grub/i386-pc"
cat >"$1/boot/grub/grub.cfg" <<'GRUB'
serial --unit=0
terminal_output serial
set timeout=0
menuentry Debian {
    linux /vmlinuz root=LABEL=root ro console=tty0 console=ttyS0,115200
    initrd /initrd.img
}
GRUB
echo 'LABEL=root / ext4 defaults,x-systemd.device-timeout=15min 0 1' >"$1/etc/fstab"
rm -f "$1"/etc/ssh/ssh_host_*
# As in Debian's own images: no locale is made at the first boot.
echo 'locale: false' >"$1/etc/cloud/cloud.cfg.d/10_image.cfg"
: >"$1/etc/machine-id"
chroot "$1" systemctl -q enable systemd-networkd
CUSTOMIZE
chmod 0755 "$work/customize.sh"

options=()
while IFS= read -r option; do
    [ -z "$option" ] || options+=("--aptopt=$option")
done <<<"${ACQUIRE:-}"
TMPDIR=$work mmdebstrap --quiet --variant=minbase --format=tar "${options[@]}" \
    --include=systemd-sysv,udev,dbus,libpam-systemd,linux-image-cloud-amd64,initramfs-tools,grub-pc-bin,openssh-server,sudo,iproute2,netbase,netplan.io,isc-dhcp-client,e2fsprogs,fdisk,cloud-init,cloud-guest-utils,ca-certificates \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --customize-hook="$work/customize.sh \"\$1\"" bookworm "$work/root.tar" -

cat >"$work/assemble.sh" <<'ASSEMBLE'
#!/bin/bash
set -euo pipefail
work=$1 out=$2 mib=$3
mkdir "$work/root"
tar -x --numeric-owner -f "$work/root.tar" -C "$work/root"
truncate -s "${mib}M" "$out"
# One partition from the first MiB to the end, with the file system in it.
mke2fs -q -F -t ext4 -b 4096 -L root -E offset=$((1 << 20)) -d "$work/root" "$out" $(((mib - 1) * 256))
# The boot sector's code, the partition's entry (bootable, Linux, first sector, sectors) and the signature; GRUB's core follows in the gap.
dd if="$work/root/boot/grub/i386-pc/boot.img" of="$out" bs=440 count=1 conv=notrunc status=none
dd if="$work/root/boot/core.img" of="$out" bs=512 seek=1 conv=notrunc status=none
perl -e 'print pack("C8 V2", 0x80, 0xfe, 0xff, 0xff, 0x83, 0xfe, 0xff, 0xff, 2048, $ARGV[0])' $(((mib - 1) * 2048)) | dd of="$out" bs=1 seek=446 conv=notrunc status=none
printf '\x55\xaa' | dd of="$out" bs=1 seek=510 conv=notrunc status=none
ASSEMBLE
if [ "$(id -u)" = 0 ]; then
    bash "$work/assemble.sh" "$work" "$out" "$mib"
else
    fakeroot bash "$work/assemble.sh" "$work" "$out" "$mib"
fi
