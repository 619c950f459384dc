using System.Diagnostics;
using System.Globalization;
using Baton.Engine.Problems;

namespace Baton.Hosts.Ssh;

/// <summary>What a person types after ssh: user@host, or a name that only the person's ssh configuration knows.</summary>
public static class SshDestination
{
    /// <summary>Asks ssh itself what the destination means, so that the same server is reached as by hand.</summary>
    public static async Task<SshTarget> ResolveAsync(string destination, int? port, string? identityFile, CancellationToken cancellationToken)
    {
        var (user, host) = destination.LastIndexOf('@') is > 0 and var at ? (destination[..at], destination[(at + 1)..]) : (null, destination);
        if (!IsWord(host) || (user is not null && !IsWord(user)))
        {
            throw new BatonException(SshProblems.NotADestination(destination));
        }

        // ssh knows what ~ is.
        if (identityFile is not null && !identityFile.StartsWith('~') && !File.Exists(identityFile))
        {
            throw new BatonException(SshProblems.IdentityMissing(identityFile));
        }

        string[] options = [.. port is { } number ? ["-p", number.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(), .. user is null ? [] : new[] { "-l", user }];
        var settings = await SettingsAsync(destination, [.. options, "-G", "--", host], cancellationToken);
        var proxied = settings.GetValueOrDefault("proxyjump", "none") != "none" || settings.GetValueOrDefault("proxycommand", "none") != "none";
        return new()
        {
            Name = destination,
            Address = host,
            User = user ?? settings.GetValueOrDefault("user", Environment.UserName),
            Port = port ?? int.Parse(settings.GetValueOrDefault("port", "22"), CultureInfo.InvariantCulture),
            IdentityFile = identityFile,
            RootIsOptional = true,

            // Behind a jump host the name means nothing here.
            HostName = proxied ? null : settings.GetValueOrDefault("hostname"),
        };
    }

    private static bool IsWord(string text) => text.Length > 0 && text[0] != '-' && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));

    /// <summary>Lines of "port 22".</summary>
    private static async Task<Dictionary<string, string>> SettingsAsync(string destination, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new BatonException(SshProblems.SshMissing());
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Where(pair => pair.Length == 2)
                .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1].Trim())
            : throw new BatonException(SshProblems.ConfigurationRefused(destination, (await error).Trim()));
    }
}
