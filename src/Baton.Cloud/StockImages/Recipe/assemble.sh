#!/bin/sh
# Runs on the host, as root or under fakeroot: the tar of mmdebstrap becomes a disk, its kernel and a small initrd are put beside it.
# $1: the tar; $2: the folder to fill; $3: size of the disk in GiB; RECIPE: the folder of this script.
set -eu
tar=$1 out=$2 gib=$3
PATH=$PATH:/usr/sbin:/sbin
mkdir "$out/root"
tar -x --numeric-owner -f "$tar" -C "$out/root"

release=$(ls "$out/root/lib/modules" | sort -V | tail -n 1)
cp "$out/root/boot/vmlinuz-$release" "$out/vmlinuz"

mkdir -p "$out/initrd.d/bin" "$out/initrd.d/modules" "$out/initrd.d/proc" "$out/initrd.d/sys" "$out/initrd.d/dev" "$out/initrd.d/root"
cp "$(command -v busybox)" "$out/initrd.d/bin/busybox"
for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk failover net_failover virtio_net; do
    file=$(find "$out/root/lib/modules/$release/kernel" -name "$module.ko*")
    case $file in
        '') continue ;; # built in
        *.xz) xz -dc "$file" >"$out/initrd.d/modules/$module.ko" ;;
        *) cp "$file" "$out/initrd.d/modules/$module.ko" ;;
    esac
    echo "$module.ko" >>"$out/initrd.d/modules/order"
done
cp "$RECIPE/initrd-init.sh" "$out/initrd.d/init"
chmod 0755 "$out/initrd.d/init"
mkdir -p "$out/initrd.d/dev"
mknod -m 0600 "$out/initrd.d/dev/console" c 5 1
(cd "$out/initrd.d" && find . | cpio --quiet -o -H newc) >"$out/initrd"

# A file system made in a sparse file needs no zeroing later, in each machine; older versions do not know the option.
make() { mke2fs -q -F -t ext4 -L root -m 1 "$@" -d "$out/root" "$out/disk.raw" "${gib}G"; }
make -E assume_storage_prezeroed=1,nodiscard 2>/dev/null || { rm -f "$out/disk.raw"; make -E nodiscard; }
rm -rf "$out/root" "$out/initrd.d"
