"""A PostgreSQL of our own on a unix socket in a temporary folder; with a hot standby beside it when asked."""
import glob
import os
import pwd
import shutil
import subprocess
import tempfile

BIN = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]


class Cluster:
    def __init__(self, folder, name):
        self.data, self.socket = os.path.join(folder, name), os.path.join(folder, f"{name}.s")
        os.makedirs(self.socket, exist_ok=True)
        if os.getuid() == 0:
            shutil.chown(self.socket, "postgres")

    @property
    def dsn(self):
        return f"host={self.socket} dbname=postgres user=postgres"

    def run(self, program, *arguments):
        # PostgreSQL refuses to run as root; as anybody else we run it as ourselves.
        who = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        return subprocess.run([*who, os.path.join(BIN, program), *arguments], check=True, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, cwd="/", timeout=60)

    def make(self):
        self.run("initdb", "-D", self.data, "-U", "postgres", "--no-sync", "-A", "trust")

    def copy_from(self, primary):
        self.run("pg_basebackup", "-D", self.data, "-R", "-h", primary.socket, "-U", "postgres", "-c", "fast", "--no-sync")

    def start(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.data + ".log", "-o",
                 f"-c listen_addresses='' -c unix_socket_directories={self.socket} -c fsync=off", "start")

    def stop(self, mode="fast"):
        self.run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def promote(self):
        self.run("pg_ctl", "-D", self.data, "-w", "promote")


def folder():
    path = tempfile.mkdtemp(prefix="payroll-")
    if os.getuid() == 0:
        os.chown(path, pwd.getpwnam("postgres").pw_uid, -1)
    os.chmod(path, 0o755)
    return path
