#!/bin/bash
# Baton's waiting room, installed as /usr/local/lib/baton/gate. systemd hands it a listening socket (baton-gate@ROOM.socket). It
# accepts nothing: connections wait in the socket's backlog. When it is told where to (a line in /run/baton/gate/ROOM), it becomes
# systemd-socket-proxyd on that socket, which accepts what waits, and what comes, and carries it there.
set -eu
room=$1
fifo=/run/baton/gate/$room
# Open at both ends, so that a line written before we read is kept.
exec 4<>"$fifo"
: >"$fifo.ready"
read -r target <&4
exec 4<&-
rm -f "$fifo.ready"
: >"$fifo.open"
exec /lib/systemd/systemd-socket-proxyd --connections-max=20000 "$target"
