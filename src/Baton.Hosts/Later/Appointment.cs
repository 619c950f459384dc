using System.Globalization;
using System.Text;
using Baton.Hosts.Ssh;

namespace Baton.Hosts.Later;

/// <summary>
/// Scripts that a machine runs by itself at a time, when Baton may be long gone; and then removes. Visible as <c>baton-NAME.timer</c>. Safe to repeat.
/// </summary>
/// <param name="name">Of the units, behind "baton-".</param>
public sealed class Appointment(IHost host, string name)
{
    public Task MakeAsync(DateTimeOffset at, string what, IReadOnlyList<HostScript> scripts, CancellationToken cancellationToken) => host.AskAsync(
        new("later-install")
        {
            Arguments = new Dictionary<string, string>
            {
                ["name"] = name,
                ["at"] = at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
                ["what"] = what,
                ["program"] = Program(what, [.. scripts, Removal]),
            },
        },
        cancellationToken);

    public Task CancelAsync(CancellationToken cancellationToken) => host.AskAsync(Removal, cancellationToken);

    private HostScript Removal => new("later-remove") { Arguments = new Dictionary<string, string> { ["name"] = name } };

    /// <summary>Each script in a shell of its own, as over SSH. One that fails ends it there: the unit has failed then, for a person to see.</summary>
    internal static string Program(string what, IReadOnlyList<HostScript> scripts)
    {
        var text = new StringBuilder($"#!/bin/bash\n# Installed by Baton: {what}.\nset -e\ncd /\n");
        foreach (var script in scripts)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n# {script.Name}\nbash -c '{ScriptText.Compose(script).Replace("'", "'\\''", StringComparison.Ordinal)}' </dev/null\n");
        }

        return text.ToString();
    }
}
