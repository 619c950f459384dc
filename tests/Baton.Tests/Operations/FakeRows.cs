using Baton.Hosts;

namespace Baton.Tests.Operations;

/// <summary>The scripts that bring rows from one cluster into another, by replication or from a dump.</summary>
internal static class FakeRows
{
    public static Dictionary<string, Func<HostScript, string>> All(FakeFleet fleet, FakeServer server)
    {
        FakeServer Runs() => server is { PostgresRuns: true, StandbySignal: false } ? server : throw new FakeProblem("postgres-not-running", "15/main");
        FakeServer Older() => server.LinkedTo is { } id && fleet.ById(id) is { PostgresRuns: true } older ? older : throw new FakeProblem("link-down", "no link");
        return new()
        {
            ["bring-admit"] = _ => FakeScripts.Do(() => Runs().HasRole = true),
            ["bring-publish"] = script => FakeScripts.Do(() =>
            {
                (Runs().HasRole, server.Publishes) = (true, true);
                server.Witnesses.Add(script.Arguments["run"]);
            }),
            ["bring-unpublish"] = script => FakeScripts.Do(() =>
            {
                (Runs().Publishes, server.HasRole) = (false, server.HasRole && script.Arguments["and_role"] != "yes");
                server.Slots.RemoveWhere(slot => slot.StartsWith(script.Arguments["slot"], StringComparison.Ordinal));
            }),
            ["bring-seed"] = script => Seed(Older(), server, script),
            ["bring-read"] = _ =>
            {
                var connected = fleet.Replicate(server) is not null ? 1 : 0;
                return server.PostgresRuns ? $"running=yes\nsubscriptions=1\nconnected={connected}\ntables=3\nready=3\nbytes=30000000\nerrors=0" : "running=no";
            },
            ["bring-settle"] = _ => FakeScripts.Do(() => Runs()),
            ["bring-digest"] = _ => $"digest={Older().Schema}",
            ["bring-stamp"] = _ => $"stamp={Runs().Schema}",
            ["bring-fence"] = _ =>
            {
                Runs().Fenced = true;
                return $"position={FakeScripts.Position(server.Log.Count)}\ntimeline=1";
            },
            ["bring-unfence"] = _ => FakeScripts.Do(() => Runs().Fenced = false),
            ["bring-take-over"] = script => TakeOver(fleet, Older(), Runs(), script),
            ["bring-follow"] = script => FakeScripts.Do(() =>
            {
                var newer = fleet.All.Last(other => other.LinkedTo == server.InstanceId);
                Runs().SubscribedPort = newer.Slots.Any(slot => slot.StartsWith(script.Arguments["slot"], StringComparison.Ordinal)) && newer.Publishes
                    ? 25433
                    : throw new FakeProblem("postgres-statement", "no slot to follow");
            }),
            ["bring-unfollow"] = _ => FakeScripts.Do(() => Runs().SubscribedPort = 0),
            ["bring-back-look"] = script =>
                $"way={(Runs().NeedsDumpBack || !server.Slots.Any(slot => slot.StartsWith(script.Arguments["slot"], StringComparison.Ordinal)) ? "dump" : "logical")}\nwhy=large objects",
            ["bring-come-back"] = script => FakeScripts.Do(() =>
            {
                var older = Older();
                if (fleet.Replicate(older) != server || string.CompareOrdinal(FakeScripts.Position(older.Log.Count), script.Arguments["position"]) < 0)
                {
                    throw new FakeProblem("postgres-wal-missing", script.Arguments["position"]);
                }

                older.Sequence = server.Sequence;
            }),
            ["bring-dump"] = script => Dump(Older(), server),
            ["bring-dump-back"] = script => FakeScripts.Do(() =>
            {
                server.Slots.RemoveWhere(slot => slot.StartsWith(script.Arguments["slot"], StringComparison.Ordinal));
                Older().BecomeEqualTo(Runs());
            }),
        };
    }

    private static string Seed(FakeServer older, FakeServer server, HostScript script)
    {
        var slot = script.Arguments["slot"];
        if (server.CopiedBy != slot)
        {
            MakeAnew(server);
            server.CopiedBy = slot;
            server.SubscribedPort = older.Publishes ? 25432 : throw new FakeProblem("postgres-statement", "no publication");
            older.Slots.Add($"{slot}_5");
            server.TakeRows(older);
            (server.HasRole, server.Sequence) = (true, 0);
        }

        server.PostgresRuns = true;
        return $"digest={older.Schema}\ndatabases=2";
    }

    private static string Dump(FakeServer older, FakeServer server)
    {
        MakeAnew(server);
        server.CopiedBy = "dump";
        server.BecomeEqualTo(older);
        server.PostgresRuns = true;
        return $"ms=1500\nbytes=30000000\ntables=3\nrows={server.Log.Count}";
    }

    private static void MakeAnew(FakeServer server)
    {
        if (server.Role is "primary" || !server.May(FakeScripts.Unit))
        {
            throw new FakeProblem("postgres-stuck", $"not to be made anew on a {server.Role}");
        }

        server.Slots.Clear();
        (server.StandbySignal, server.ReadOnly, server.Fenced, server.Publishes, server.SubscribedPort) = (false, true, false, false, 0);
    }

    private static string TakeOver(FakeFleet fleet, FakeServer older, FakeServer server, HostScript script)
    {
        if (script.Arguments["position"] is { Length: > 0 } position)
        {
            fleet.Replicate(server);
            if (string.CompareOrdinal(FakeScripts.Position(server.Log.Count), position) < 0)
            {
                throw new FakeProblem("postgres-wal-missing", position);
            }

            server.SubscribedPort = 0;
            server.Sequence = older.Sequence;
        }

        (server.ReadOnly, server.Publishes) = (false, true);
        server.Slots.Add($"{script.Arguments["back_slot"]}_5");
        return $"replayed={FakeScripts.Position(server.Log.Count)}\ntimeline=1";
    }
}
