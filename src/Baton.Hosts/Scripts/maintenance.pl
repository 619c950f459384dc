#!/usr/bin/perl
# Baton's maintenance page, installed as /usr/local/lib/baton/maintenance for the time of a switch. systemd hands it a listening socket
# (baton-maintenance.socket), to which the gate sends new connections. Every request is answered with status 503, Retry-After and
# the page in /etc/baton/maintenance.html. Perl, because its core is part of every Debian and Ubuntu.
use strict;
use warnings;

my ($file, $retry_after) = @ARGV;
open(my $page, '<:raw', $file) or die "$file: $!\n";
my $body = do { local $/; <$page> };
my $head = join "\r\n", 'HTTP/1.1 503 Service Unavailable', "Retry-After: $retry_after", 'Cache-Control: no-store', 'Content-Type: text/html; charset=utf-8',
    'Content-Length: ' . length($body), 'Connection: close', '', '';
open(my $listener, '+<&=', 3) or die "systemd handed over no socket: $!\n";
@SIG{'CHLD', 'PIPE'} = ('IGNORE', 'IGNORE');

while (1) {
    accept(my $client, $listener) or next;
    my $child = fork;
    if (!defined $child) {
        # No process to be had: the next try in a moment; who is cut here asks again.
        select undef, undef, undef, 0.05;
    }
    if (!defined $child || $child) {
        close $client;
        next;
    }

    # Who sends nothing, or takes nothing, is cut off.
    alarm 15;
    my $request = '';
    while ($request !~ /\r?\n\r?\n/ && length $request < 65_536) {
        sysread($client, $request, 16_384, length $request) or exit 0;
    }
    my $answer = $request =~ /\AHEAD / ? $head : $head . $body;
    while (length $answer) {
        my $sent = syswrite($client, $answer) or exit 0;
        substr $answer, 0, $sent, '';
    }

    # What the client still sends is read and thrown away: closing before would reset the connection, and the answer with it.
    shutdown $client, 1;
    alarm 5;
    1 while sysread $client, my $rest, 65_536;
    exit 0;
}
