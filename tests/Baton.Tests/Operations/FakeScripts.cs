using System.Globalization;
using Baton.Hosts;

namespace Baton.Tests.Operations;

/// <summary>The scripts of Baton.Hosts, as far as they can be told apart by what they change.</summary>
internal static class FakeScripts
{
    public const string Unit = "postgresql@15-main.service";

    public static Dictionary<string, Func<HostScript, string>> All(FakeFleet fleet, FakeServer server) =>
        new IEnumerable<KeyValuePair<string, Func<HostScript, string>>>[] { Facts(server), GuardAndGate(server), Links(fleet, server), Postgres(fleet, server), Disks(fleet, server), Units(server), Checks(server), Provisioning(fleet, server), FakeRows.All(fleet, server), Looks(server) }
            .SelectMany(scripts => scripts).ToDictionary();

    private static Dictionary<string, Func<HostScript, string>> Facts(FakeServer server) => new()
    {
        ["facts"] = _ => $"""
            hostname=payroll
            instance_id={(server.IsElsewhere ? "" : server.InstanceId)}
            architecture=x86_64
            os=debian 12
            kernel=6.1
            glibc={server.Glibc}
            memory_kib={server.MemoryKiB}
            cpus=2
            epoch_ms={(DateTimeOffset.UtcNow + server.ClockOff).ToUnixTimeMilliseconds()}
            clock_synchronized=yes
            private_address={server.PrivateAddress}
            systemd=yes
            host_key=ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            mount=/{'\t'}/dev/vda1{'\t'}ext4{'\t'}8000000000{'\t'}{server.RootFreeBytes}{'\t'}
            mount=/srv{'\t'}/dev/vdb{'\t'}ext4{'\t'}8000000000{'\t'}4000000000{'\t'}{server.DataVolumeId.Replace("vol-", "vol", StringComparison.Ordinal)}
            """,
        ["postgres-facts"] = _ => !server.PostgresRuns ? throw new FakeProblem("postgres-not-running", "15/main") : $"""
            cluster=15/main
            version={server.PostgresVersion}
            bin=/usr/lib/postgresql/15/bin
            data=/srv/postgresql/15/main
            config=/etc/postgresql/15/main/postgresql.conf
            port=5432
            socket=/var/run/postgresql
            owner=postgres
            unit={Unit}
            server_version={server.PostgresVersion}.20
            system_identifier=7
            standby=no
            position={Position(server.Log.Count)}
            timeline={server.Timeline}
            wal_level={server.WalLevel}
            max_wal_senders=10
            used_wal_senders=0
            max_replication_slots=10
            used_replication_slots={server.Slots.Count}
            max_slot_wal_keep_mib=-1
            listen_addresses=localhost
            archive_mode=off
            data_checksums=no
            size_bytes={server.DatabaseBytes}
            wal_free_bytes={server.WalFreeBytes}
            path=/srv/postgresql/15/main
            database=payroll
            """,
        ["note-write"] = script => Do(() => server.Notes.Add($"{script.Arguments["run"]}/{script.Arguments["note"]}")),
        ["note-read"] = script => $"noted={YesNo(server.Notes.Contains($"{script.Arguments["run"]}/{script.Arguments["note"]}"))}",
        ["note-remove"] = script => Do(() =>
        {
            server.Notes.RemoveWhere(note => note.StartsWith(script.Arguments["run"], StringComparison.Ordinal));
            server.Manifests.Remove(script.Arguments["run"]);
        }),
    };

    private static Dictionary<string, Func<HostScript, string>> GuardAndGate(FakeServer server)
    {
        string Guard() => $"installed={YesNo(server.GuardedMachine is not null)}\nrecorded={server.GuardedMachine}\nmachine={server.InstanceId}\nrole={server.Role}";
        string Gate() => $"mode={server.Gate}\nwaiting=0";
        return new()
        {
            ["guard-install"] = script =>
            {
                server.GuardedMachine = server.InstanceId;
                foreach (var kind in new[] { "services", "warm", "postgres", "fenced" })
                {
                    foreach (var unit in script.Arguments[kind].Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        server.GuardUnits[unit] = kind;
                    }
                }

                return Guard();
            },
            ["guard-read"] = _ => Guard(),
            ["guard-release"] = script =>
            {
                (server.Released, server.ReleasedMachine) = (script.Arguments["role"], server.InstanceId);
                return Guard();
            },
            ["guard-remove"] = _ => Do(() =>
            {
                server.GuardUnits.Clear();
                (server.GuardedMachine, server.Released, server.ReleasedMachine) = (null, null, null);
            }),
            ["gate-install"] = script =>
            {
                server.Page = script.Arguments["page"];
                server.Gate = server.Gate == "none" ? "local" : server.Gate;
                return Gate();
            },
            ["gate-read"] = _ => Gate(),
            ["gate-close"] = script =>
            {
                var page = script.Arguments["page"] == "yes";
                server.Gate = server.Gate == "none" || (page && server.Page is "") ? throw new FakeProblem("gate-missing", "") : page ? "page" : "closed";
                return Gate();
            },
            ["gate-open"] = script =>
            {
                server.Gate = server.Gate == "none" ? throw new FakeProblem("gate-missing", "") : script.Arguments["target"];
                return Gate();
            },
            ["gate-shed"] = _ => Gate(),
            ["gate-doors-close"] = _ => "left=0",
            ["gate-doors-open"] = _ => "",
            ["gate-remove"] = _ => Do(() => (server.Gate, server.Page) = ("none", "")),
        };
    }

    private static Dictionary<string, Func<HostScript, string>> Links(FakeFleet fleet, FakeServer server) => new()
    {
        ["link-key"] = _ => "public_key=ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ["link-admit"] = script =>
        {
            server.Admitted.Add(script.Arguments["run"]);
            return "host_key=ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        },
        ["link-open"] = script => Do(() =>
        {
            var older = fleet.ByAddress(script.Arguments["address"]);
            server.LinkedTo = older.Admitted.Count > 0 ? older.InstanceId : throw new FakeProblem("link-down", "not admitted");
        }),
        ["link-read"] = _ => $"installed={YesNo(server.LinkedTo is not null)}\nup={YesNo(server.LinkedTo is not null)}",
        ["link-close"] = _ => Do(() => server.LinkedTo = null),
        ["link-forget"] = _ => Do(() => server.Admitted.Clear()),
    };

    private static Dictionary<string, Func<HostScript, string>> Postgres(FakeFleet fleet, FakeServer server)
    {
        string Standby()
        {
            var primary = fleet.Replicate(server);
            return $"running={YesNo(server.PostgresRuns)}\nin_recovery={YesNo(server.StandbySignal)}\nreceiving={YesNo(primary is not null)}\nreceived={Position(server.Log.Count)}\nreplayed={Position(server.Log.Count)}";
        }

        return new()
        {
            ["postgres-slot-create"] = script =>
            {
                Primary(server).Slots.Add(script.Arguments["slot"]);
                server.HasRole = true;
                return $"restart_lsn={Position(server.Log.Count)}";
            },
            ["postgres-slot-find"] = script => server.Slots.Any(slot => slot.StartsWith(script.Arguments["slot"], StringComparison.Ordinal)) ? $"restart_lsn={Position(server.Log.Count)}" : "",
            ["postgres-slot-drop"] = script => Do(() =>
            {
                server.Slots.Remove(script.Arguments["slot"]);
                server.HasRole = server.HasRole && script.Arguments["and_role"] != "yes";
            }),
            ["postgres-replication"] = script =>
            {
                var standby = fleet.StandbyOf(server);
                var fine = standby is not null && !server.NeverFollowed;
                if (!server.Slots.Any(slot => slot.StartsWith(script.Arguments["slot"], StringComparison.Ordinal)))
                {
                    return $"position={Position(server.Log.Count)}\nwal_free_bytes={server.WalFreeBytes}";
                }

                return $"position={Position(server.Log.Count)}\nstate={(fine ? "streaming" : "")}\nlag_bytes={(fine ? 0 : 99_000_000)}\nwal_status=reserved\nwal_free_bytes={server.WalFreeBytes}";
            },
            ["postgres-follow"] = script => Do(() => Follow(server, script)),
            ["postgres-standby"] = _ => Standby(),
            ["postgres-stop"] = _ =>
            {
                fleet.ReplicateAll();
                server.PostgresRuns = false;
                return $"position={Position(server.Log.Count)}\ntimeline={server.Timeline}";
            },
            ["postgres-start"] = _ => Do(() => server.PostgresRuns = server.May(Unit) ? true : throw new FakeProblem("unit-held", Unit)),
            ["postgres-arrived"] = _ => "",
            ["postgres-promote"] = script => Promote(fleet, server, script),
            ["postgres-forget-following"] = _ => Do(() => server.StandbySignal = false),
            ["postgres-checkpoint"] = _ => "",
            ["postgres-witness-put"] = script =>
            {
                Primary(server).Witnesses.Add(script.Arguments["run"]);
                return "written_ms=1763717400000";
            },
            ["postgres-witness-find"] = script =>
            {
                fleet.Replicate(server);
                return server.PostgresRuns && server.Witnesses.Contains(script.Arguments["run"]) ? "written_ms=1763717400000" : "";
            },
            ["postgres-witness-remove"] = script => Do(() => Primary(server).Witnesses.Remove(script.Arguments["run"])),
            ["postgres-check"] = _ => "method=read\ntables=7\nrows=812",
        };
    }

    private static Dictionary<string, Func<HostScript, string>> Provisioning(FakeFleet fleet, FakeServer server)
    {
        FakeServer Older() => server.LinkedTo is { } id ? fleet.ById(id) : throw new FakeProblem("link-down", "no link");
        string Add(HostScript script, string kind) => Do(() => server.Provisioned.UnionWith(script.Arguments[kind].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{kind} {line.Split('\t')[0]}")));
        return new()
        {
            ["accounts-read"] = _ => server.IsElsewhere ? "user=root\t0\troot\t/root\t/bin/bash\t\nuser=payroll\t997\tpayroll\t/srv/payroll\t/bin/false\t\ngroup=payroll\t997\t" : "user=root\t0\troot\t/root\t/bin/bash\t\ngroup=root\t0\t",
            ["accounts-make"] = script => Add(script, "users"),
            ["packages-read"] = _ => server.IsElsewhere ? "manager=apt\npackage=nginx-light\t1.22\tyes\npackage=linux-image-amd64\t6.1\tyes\npackage=tar\t1.34-1\tno" : "manager=apt\npackage=tar\t1.34-2\tno",
            ["packages-install"] = script => Add(script, "packages"),
            ["volumes-mount"] = script => Add(script, "volumes"),
            ["files-carry"] = script =>
            {
                Older();
                Add(script, "paths");
                return "files=3\nbytes=300\nms=5";
            },
            ["units-enable"] = script => Add(script, "units"),
            ["postgres-installed"] = _ => $"installed={server.PostgresVersion}\t/usr/lib/postgresql/{server.PostgresVersion}/bin\t{server.IcuVersion}\nextension=/usr/lib/postgresql/{server.PostgresVersion}/bin\tplpgsql",
            ["postgres-logical-facts"] = _ => $"max_logical_workers=4\nmax_worker_processes=8\nprepared_transactions=0\ntables=postgres\t0\ntables=payroll\t3\nextension=payroll\tplpgsql\n{string.Join('\n', server.InTheWayOfLogical)}",
            ["postgres-copy"] = script => CopyDatabase(Older(), server, script),
            ["postgres-copy-read"] = script => CopyState(server, script),
            ["postgres-copy-forget"] = _ => server.Role is "primary" ? throw new FakeProblem("postgres-stuck", "a primary") : Do(() => (server.PostgresRuns, server.StandbySignal, server.CopiedBy, server.SubscribedPort) = (false, false, null, 0)),
            ["postgres-admit"] = _ => server.PostgresRuns ? "" : throw new FakeProblem("postgres-not-running", "15/main"),
            ["provision-run"] = script => Do(() => server.Provisioned.Add($"program {script.Secrets["program"].Reveal()}")),
            ["locales-read"] = _ => "locale=C\nlocale=de_DE.utf8\ntimezone=Europe/Berlin",
            ["locales-make"] = script => Add(script, "locales"),
            ["units-disable"] = _ => "",
            ["later-install"] = script => Do(() => server.Appointments.Add(script.Arguments["name"])),
            ["later-remove"] = script => Do(() => server.Appointments.Remove(script.Arguments["name"])),
            ["postgres-fingerprint"] = _ => $"table=payroll\tpublic.entries\t{server.Log.Count}\t{string.Join('|', server.Log).GetHashCode(StringComparison.Ordinal)}\nsequence=payroll\tpublic.entries_id_seq\t{Logged(server)}\t{Logged(server)}",
            ["postgres-forget-replication"] = _ => server.PostgresRuns ? throw new FakeProblem("postgres-not-stopped", "running") : "",
            ["wal-watch-install"] = _ => Do(() => server.WatchesLog = true),
            ["wal-watch-remove"] = _ => Do(() => server.WatchesLog = false),
        };
    }

    private static string CopyDatabase(FakeServer older, FakeServer server, HostScript script)
    {
        var slot = script.Arguments["slot"];
        if (server.CopiedBy == slot)
        {
            return "state=done";
        }

        if (server.Role is "primary" || !older.IsPrimary || !older.Slots.Contains(slot))
        {
            throw new FakeProblem("postgres-stuck", "not to be copied like this");
        }

        (server.PostgresRuns, server.StandbySignal, server.CopiedBy) = (false, false, slot);
        server.Slots.Clear();
        server.BecomeEqualTo(older);
        return "state=running";
    }

    private static string CopyState(FakeServer server, HostScript script)
    {
        if (server.CopyEndsAs is { } state)
        {
            (server.CopyEndsAs, server.CopiedBy) = (null, null);
            return $"state={state}\nbytes=1000000\ndetail=the connection was closed";
        }

        return $"state={(server.CopiedBy == script.Arguments["slot"] ? "done" : "none")}\nbytes=30000000\ndetail=";
    }

    private static void Follow(FakeServer server, HostScript script)
    {
        if (server.PostgresRuns)
        {
            if (!server.StandbySignal)
            {
                throw new FakeProblem("postgres-stuck", "it runs and was not set up to follow");
            }

            return;
        }

        if (!server.May(Unit))
        {
            throw new FakeProblem("unit-held", Unit);
        }

        if (script.Arguments["fresh_clone"] == "yes" && !server.StandbySignal)
        {
            server.Slots.Clear();
        }

        server.StandbySignal = true;
        server.FollowedPort = int.Parse(script.Arguments["primary_port"], CultureInfo.InvariantCulture);
        server.PostgresRuns = true;
    }

    private static string Promote(FakeFleet fleet, FakeServer server, HostScript script)
    {
        fleet.Replicate(server);
        if (server.StandbySignal)
        {
            if (script.Arguments["position"] is { Length: > 0 } position && string.CompareOrdinal(Position(server.Log.Count), position) < 0)
            {
                throw new FakeProblem("postgres-wal-missing", position);
            }

            server.StandbySignal = false;
            server.Timeline++;
        }

        if (script.Arguments["back_slot"] is { Length: > 0 } slot)
        {
            server.Slots.Add(slot);
        }

        return $"replayed={Position(server.Log.Count)}\ntimeline={server.Timeline}";
    }

    private static Dictionary<string, Func<HostScript, string>> Disks(FakeFleet fleet, FakeServer server) => new()
    {
        ["files-sync"] = script =>
        {
            var older = server.LinkedTo is { } id ? fleet.ById(id) : throw new FakeProblem("link-down", "no link");
            var (from, to) = script.Arguments["direction"] == "pull" ? (older, server) : (server, older);
            to.Files.Clear();
            to.Files.UnionWith(from.Files);
            return $"files={to.Files.Count}\nbytes=1000\nms=5";
        },
        ["files-manifest"] = script => string.Join('\n', script.Arguments["folders"].Split('\n').Select(folder => $"folder={folder}\t{server.Files.Count}\t0\t{string.Join('|', server.Files.Order()).GetHashCode(StringComparison.Ordinal)}")),
        ["folders-look"] = script => script.Arguments["folders"].Split('\n').FirstOrDefault(server.Missing.Contains) is { } missing ? throw new FakeProblem("folder-missing", missing) : "",
        ["manifest-write"] = script =>
        {
            server.Manifests[script.Arguments["run"]] = string.Join(',', server.Files.Order());
            return $"files={server.Files.Count}\nbytes=1000\ndigest=sha256:{server.Manifests[script.Arguments["run"]].Length}";
        },
        ["manifest-check"] = script =>
            $"passed={YesNo(server.Manifests.TryGetValue(script.Arguments["run"], out var list) && script.Arguments["digest"] == $"sha256:{list.Length}" && list.Split(',', StringSplitOptions.RemoveEmptyEntries).All(server.Files.Contains))}\ndetail={server.Files.Count} files",
        ["shutdown-watch"] = script => Do(() => server.Notes.Add($"{script.Arguments["run"]} watched")),
        ["shutdown-read"] = script =>
        {
            fleet.Keep(server);
            return $"restarted={YesNo(server.Notes.Contains($"{script.Arguments["run"]} watched"))}\nwritten=yes\nended=payroll.service\tsuccess\npostgres={server.EndsAs}";
        },
        ["shutdown-forget"] = script => Do(() => server.Notes.Remove($"{script.Arguments["run"]} watched")),
        ["freeze"] = _ =>
        {
            server.Frozen = true;
            return "frozen=/srv";
        },
        ["thaw"] = _ =>
        {
            if (server.Frozen)
            {
                fleet.Keep(server);
            }

            server.Frozen = false;
            return "paused_ms=87\nwatchdog_fired=no\nchanged=0";
        },
    };

    private static Dictionary<string, Func<HostScript, string>> Units(FakeServer server)
    {
        string[] Named(HostScript script) => script.Arguments["units"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string Say(HostScript script) => string.Join('\n', Named(script).Select(unit => $"unit={unit}\t{(server.Active.Contains(unit) ? "active" : "inactive")}\tenabled"));
        return new()
        {
            ["units-read"] = script => Named(script).FirstOrDefault(server.Missing.Contains) is { } unknown ? throw new FakeProblem("unit-unknown", unknown) : Say(script),
            ["units-start"] = script =>
            {
                foreach (var unit in Named(script))
                {
                    server.Active.Add(server.May(unit) ? unit : throw new FakeProblem("unit-held", unit));
                }

                return Say(script);
            },
            ["units-stop"] = script =>
            {
                server.Active.ExceptWith(Named(script));
                return Say(script);
            },
        };
    }

    private static Dictionary<string, Func<HostScript, string>> Checks(FakeServer server)
    {
        string Passes(HostScript script) => $"passed={YesNo(server.Active.Contains("payroll.service") && server.PostgresRuns && server.FailingChecks.Count == 0)}\ndetail=200";
        return new() { ["check-http"] = Passes, ["check-tcp"] = Passes, ["check-command"] = Passes, ["check-sql"] = Passes };
    }

    /// <summary>A server on which there is little to be seen.</summary>
    private static Dictionary<string, Func<HostScript, string>> Looks(FakeServer server) => new()
    {
        ["access-read"] = script =>
        {
            var from = script.Arguments["first"] == "yes" ? server.AccessLog.Count : int.Parse(script.Arguments["since"].Split('\t')[2], CultureInfo.InvariantCulture);
            return $"log=/var/log/nginx/access.log\t1\t{server.AccessLog.Count}\nskipped=0\n{string.Join('\n', server.AccessLog.Skip(from).Select(hit => $"hit={hit}"))}";
        },
        ["assess-system"] = _ => "root=yes\nhostname=payroll\nclock_synchronized=yes",
        ["assess-services"] = _ => "",
        ["assess-web"] = _ => "",
        ["assess-applications"] = _ => "",
        ["assess-postgres"] = _ => "",
        ["assess-stores"] = _ => "",
        ["assess-files"] = _ => "",
        ["assess-schedule"] = _ => "",
        ["assess-surroundings"] = _ => "",
        ["hardening"] = _ => "updates=3\nsecurity=1\nlists_days=1\nautomatic=no",
    };

    /// <summary>What the log says of the sequence: a promoted standby has it from there, up to 32 numbers ahead.</summary>
    private static int Logged(FakeServer server) => server.Log.Count + (server.Timeline > 1 ? 32 : 0);

    private static FakeServer Primary(FakeServer server) => server is { PostgresRuns: true, StandbySignal: false } ? server : throw new FakeProblem("postgres-statement", "cannot execute in a read-only transaction");

    public static string Position(int records) => string.Create(CultureInfo.InvariantCulture, $"0/{0x3000000 + records:X}");

    private static string YesNo(bool value) => value ? "yes" : "no";

    public static string Do(Action act)
    {
        act();
        return "";
    }
}
