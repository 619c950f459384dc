using System.Globalization;
using Baton.Hosts.Checks;
using Baton.Hosts.Postgres;
using Baton.Operations.Configuration;

namespace Baton.Operations.Checking;

/// <summary>The checks of baton.yaml as they are asked on a server.</summary>
internal static class ServerChecks
{
    public static IReadOnlyList<HostCheck> Of(IReadOnlyList<CheckOptions> checks, PostgresLayout? postgres) => [.. checks.Select(check => Of(check, postgres))];

    private static HostCheck Of(CheckOptions check, PostgresLayout? postgres) => check.Kind switch
    {
        CheckKind.Http => new HttpCheck(check.Target) { Name = check.Name, Patience = check.Timeout, ExpectStatus = check.ExpectStatus, Expect = check.Expect },
        CheckKind.Tcp => Tcp(check),
        CheckKind.Sql => new SqlCheck(postgres!, check.Database ?? "postgres", check.Target) { Name = check.Name, Patience = check.Timeout, Expect = check.Expect },
        _ => new CommandCheck(check.Target) { Name = check.Name, Patience = check.Timeout, Expect = check.Expect },
    };

    private static TcpCheck Tcp(CheckOptions check)
    {
        var colon = check.Target.LastIndexOf(':');
        return new(check.Target[..colon], int.Parse(check.Target.AsSpan(colon + 1), CultureInfo.InvariantCulture)) { Name = check.Name, Patience = check.Timeout };
    }
}
