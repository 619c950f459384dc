using System.Net;

namespace Baton.Operations.Migrating.Testing;

/// <summary>How one person's machine is led to the copy, and back.</summary>
internal static class HostsFile
{
    public const string Places = @"Linux and macOS: /etc/hosts; Windows: C:\Windows\System32\drivers\etc\hosts, as administrator";

    public static IReadOnlyList<string> Names(SourceModel source) =>
        [.. new[] { source.Options.Test.Url?.Host }.OfType<string>().Concat(source.Options.Dns.Names).Where(name => !IPAddress.TryParse(name, out _) && name != "localhost").Distinct()];

    /// <summary>Null when no name is known.</summary>
    public static string? Line(SourceModel source, string address) => Names(source) is { Count: > 0 } names ? $"{address} {string.Join(' ', names)}" : null;

    public static string Reminder(SourceModel source) =>
        $"Who put a line for {string.Join(", ", Names(source).DefaultIfEmpty("the test"))} into a hosts file takes it away again ({Places}); browsers are restarted after that.";
}
