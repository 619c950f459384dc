using System.Diagnostics;
using Baton.Hosts;

namespace Baton.Tests.Hosts;

/// <summary>What the new machine's key may do on the old one, by the program that sshd runs for it.</summary>
public sealed class LinkProgramTests : IDisposable
{
    private const string Flags = "-lHogDtpAXre.iLsfxCIvu";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-link-");

    public LinkProgramTests()
    {
        File.WriteAllText(In("link"), Scripts.Read("link"));
        File.WriteAllText(In("conf"), "/srv/uploads\n/srv/reports\n");
        Program("rsync", "echo \"copied $*\"");
        Program("sudo", "shift 2; exec \"$@\"");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData($"rsync --server --sender {Flags} --numeric-ids . /srv/uploads/")]
    [InlineData($"rsync --server {Flags} --delete --numeric-ids . /srv/reports/")]
    [InlineData($"rsync --server {Flags} --log-format=X --delete --numeric-ids . /srv/reports")]
    public void A_named_folder_may_be_copied(string command) => Assert.Equal("copied" + command["rsync".Length..], Run(command));

    [Theory]
    [InlineData("")]
    [InlineData("cat /etc/shadow")]
    [InlineData("rsync")]
    [InlineData("rsync --server")]
    [InlineData($"rsync --server --sender {Flags} . /etc/")]
    [InlineData($"rsync --server --sender {Flags} . /srv/uploads/../../etc/")]
    [InlineData($"rsync --server --sender {Flags} . /srv/uploads/ /etc/ . /etc/")]
    [InlineData($"rsync --server {Flags} --log-file=/etc/cron.d/x . /srv/uploads/")]
    [InlineData($"rsync --server {Flags} --temp-dir /etc . /srv/uploads/")]
    [InlineData($"rsync --server --sender {Flags} . /srv/uploads/;id")]
    [InlineData($"sh -c rsync --server --sender {Flags} . /srv/uploads/")]
    public void Anything_else_is_refused(string command) => Assert.Null(Run(command));

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void Program(string name, string text)
    {
        File.WriteAllText(In(name), $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(In(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string? Run(string command)
    {
        var start = new ProcessStartInfo("bash", [In("link")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.FullName}:/usr/bin:/bin";
        start.Environment["BATON_LINK_CONF"] = In("conf");
        start.Environment["SSH_ORIGINAL_COMMAND"] = command;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
