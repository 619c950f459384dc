#!/bin/sh
# Installs SmallPayroll on a fresh Debian 12. Run as root in the folder of this script, for instance over SSH:
#   tar c -C samples SmallPayroll | ssh admin@SERVER 'tar x && sudo EMPLOYEES=200 SmallPayroll/install.sh'
# When there is a second, empty disk it becomes /srv and holds the database and the documents.
set -eu
EMPLOYEES=${EMPLOYEES:-200}
DOCUMENTS=${DOCUMENTS:-100}
DOCUMENT_KIB=${DOCUMENT_KIB:-64}
here=$(dirname -- "$(readlink -f -- "$0")")

step() { echo "smallpayroll: $*"; }

[ "$(id -u)" = 0 ] || { echo "smallpayroll: run this as root." >&2; exit 77; }

empty_disk() {
    for disk in $(lsblk -dnpo NAME,TYPE | awk '$2 == "disk" { print $1 }'); do
        # No partitions, no file system, not mounted: only then is it ours to format.
        if [ "$(lsblk -no NAME "$disk" | wc -l)" = 1 ] && [ -z "$(lsblk -no MOUNTPOINT "$disk")" ] && [ -z "$(blkid -p -o value -s TYPE "$disk")" ]; then
            echo "$disk"
            return
        fi
    done
}

if ! mountpoint -q /srv; then
    disk=$(empty_disk)
    if [ -n "$disk" ]; then
        step "formatting $disk for /srv"
        mkfs.ext4 -q -L payroll "$disk"
        # By UUID: the names of disks may change from one machine to the next.
        echo "UUID=$(blkid -o value -s UUID "$disk") /srv ext4 noatime 0 2" >>/etc/fstab
        systemctl daemon-reload
        mount /srv
    fi
fi

step "installing packages"
export DEBIAN_FRONTEND=noninteractive
# Read when the package of PostgreSQL makes its cluster.
mkdir -p /etc/postgresql-common/createcluster.d /srv/postgresql
cat >/etc/postgresql-common/createcluster.d/smallpayroll.conf <<'CONF'
data_directory = '/srv/postgresql/%v/%c'
initdb_options = '--data-checksums'
CONF
missing=
for package in postgresql-15 nginx-light python3-psycopg2 python3-waitress; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    apt-get update -q
    # Not flushed file by file: should the power fail now, one starts again with a fresh server anyway.
    # shellcheck disable=SC2086  # a list of packages
    apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-unsafe-io $missing
    sync
fi

step "installing the program"
id payroll >/dev/null 2>&1 || useradd --system --home-dir /srv/payroll --shell /usr/sbin/nologin payroll
install -d -o payroll -g payroll -m 0750 /srv/payroll /srv/payroll/documents
rm -rf /opt/smallpayroll
install -d /opt/smallpayroll
cp -r "$here/smallpayroll" /opt/smallpayroll/
python3 -m compileall -q /opt/smallpayroll
cat >/etc/postgresql/15/main/conf.d/payroll.conf <<'CONF'
max_connections = 50
shared_buffers = 64MB
listen_addresses = '127.0.0.1'
CONF
install -m 0644 "$here/etc/smallpayroll.service" /etc/systemd/system/smallpayroll.service
install -m 0644 "$here/etc/nginx.conf" /etc/nginx/sites-available/smallpayroll
ln -sf ../sites-available/smallpayroll /etc/nginx/sites-enabled/smallpayroll
rm -f /etc/nginx/sites-enabled/default

step "making the database"
systemctl restart postgresql@15-main.service
as() { runuser -u "$1" -- sh -c "cd / && $2"; }
as postgres "psql -qAtc \"SELECT 1 FROM pg_roles WHERE rolname = 'payroll'\"" | grep -q 1 || as postgres "createuser payroll"
as postgres "psql -qAtc \"SELECT 1 FROM pg_database WHERE datname = 'payroll'\"" | grep -q 1 || as postgres "createdb -O payroll payroll"
as payroll "cd /opt/smallpayroll && python3 -m smallpayroll schema"
if [ "$(as payroll "psql -qAtc 'SELECT count(*) FROM employees' payroll")" = 0 ]; then
    step "adding $EMPLOYEES employees and $DOCUMENTS documents of $DOCUMENT_KIB KiB"
    as payroll "cd /opt/smallpayroll && python3 -m smallpayroll seed $EMPLOYEES $DOCUMENTS $DOCUMENT_KIB"
fi

step "starting"
systemctl daemon-reload
systemctl enable -q smallpayroll.service nginx.service
systemctl restart smallpayroll.service nginx.service
python3 - <<'PY'
import time, urllib.request
for _ in range(60):
    try:
        print("smallpayroll:", urllib.request.urlopen("http://127.0.0.1/healthz", timeout=10).read().decode().strip())
        break
    except OSError as error:
        trouble = error
        time.sleep(1)
else:
    raise SystemExit(f"smallpayroll: it does not answer: {trouble}")
PY
