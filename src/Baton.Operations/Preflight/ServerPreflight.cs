using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;

namespace Baton.Operations.Preflight;

/// <summary>What every operation on a live server needs.</summary>
internal static class ServerPreflight
{
    private const long RootNeeds = 64L << 20;

    public static IEnumerable<Problem> Check(ServerOptions options)
    {
        foreach (var check in options.Checks)
        {
            if (check.Kind == CheckKind.Sql && options.Postgres is null)
            {
                yield return PreflightProblems.SqlWithoutPostgres(check.Name);
            }

            if (check.Kind == CheckKind.Tcp && !IsAddressAndPort(check.Target))
            {
                yield return PreflightProblems.CheckTarget(check.Name, check.Target);
            }
        }
    }

    public static IEnumerable<Problem> Check(ServerModel server)
    {
        var name = server.ToString();
        if (server.Host.InstanceId is { } answered && answered != server.InstanceId)
        {
            yield return PreflightProblems.AnotherMachine(name, answered);
        }

        if (server.Instance.RootDeviceType != "ebs")
        {
            yield return PreflightProblems.NotOnEbs(name);
        }

        if (server.Instance.Hibernation)
        {
            yield return PreflightProblems.Hibernates(name);
        }

        if (!server.Host.HasSystemd)
        {
            yield return HostProblems.SystemdMissing(name);
        }

        foreach (var tool in server.Host.MissingTools)
        {
            yield return HostProblems.ToolMissing(name, tool);
        }

        if (server.Host.MountOf("/var/lib/baton") is { } mount && mount.AvailableBytes < RootNeeds)
        {
            yield return HostProblems.DiskFull(name, mount.Target);
        }
    }

    private static bool IsAddressAndPort(string target)
    {
        var colon = target.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(target.AsSpan(colon + 1), out var port) && port > 0;
    }
}
