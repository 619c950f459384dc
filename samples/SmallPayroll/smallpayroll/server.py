"""Waitress, with an end: on SIGTERM no new connection is taken, and every request that has begun is answered."""
import os
import signal
import socket
import time

from waitress import create_server, wasyncore

LONGEST_GOODBYE = 20


def serve(application, host, port, threads):
    channels = {}
    server = create_server(application, map=channels, host=host, port=port, threads=threads, ident="SmallPayroll",
                           channel_timeout=30, connection_limit=500, backlog=1024, max_request_body_size=32 << 20)
    stop = []

    def asked_to_stop(*_):
        stop.append(True)
        server.pull_trigger()

    signal.signal(signal.SIGTERM, asked_to_stop)
    signal.signal(signal.SIGINT, asked_to_stop)
    _tell_systemd("READY=1")
    while not stop:
        wasyncore.loop(timeout=30, map=channels, count=1, use_poll=True)

    _tell_systemd("STOPPING=1")
    # Connections that the kernel has taken for us already are ours to answer.
    wasyncore.loop(timeout=0.05, map=channels, count=3, use_poll=True)
    # Not server.close(): that would also close the trigger by which the workers hand back their answers.
    wasyncore.dispatcher.close(server)
    deadline = time.monotonic() + LONGEST_GOODBYE
    while any(_busy(channel) for channel in list(server.active_channels.values())) and time.monotonic() < deadline:
        wasyncore.loop(timeout=0.02, map=channels, count=1, use_poll=True)
    server.task_dispatcher.shutdown(timeout=1)


def _busy(channel):
    return bool(channel.requests or channel.request is not None or channel.total_outbufs_len)


def _tell_systemd(state):
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)
