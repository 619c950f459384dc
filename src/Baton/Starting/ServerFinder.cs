using System.Text;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Discovery;
using Baton.Hosts.Postgres;
using Baton.Hosts.Ssh;
using Baton.Operating;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;

namespace Baton.Starting;

/// <summary>Finds a server that baton.yaml does not know yet, and looks at it from outside and, where it lets us in, from inside. Changes nothing.</summary>
internal sealed class ServerFinder(Session session)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly string[] s_acting =
        ["cron.service", "anacron.timer", "atd.service", "exim4.service", "postfix.service", "sendmail.service", "certbot.timer", "fetchmail.service"];

    /// <param name="instance">An id, or the value of the tag Name.</param>
    /// <param name="ssh">The user is guessed from the image when it is null.</param>
    public async Task<(FoundServer Found, IReadOnlyList<Problem> Problems)> FindAsync(string name, string instance, (string? User, string? Key) ssh, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(instance, cancellationToken);
        var options = new SshOptions { User = ssh.User ?? await GuessUserAsync(described, cancellationToken), IdentityFile = ssh.Key };
        var endpoint = session.Aws.EndpointOf("ec2");
        var found = new FoundServer
        {
            Name = name,
            InstanceId = described.InstanceId!,
            User = options.User,
            IdentityFile = ssh.Key,
            Region = session.Aws.Region,
            Endpoint = endpoint.IsLoopback ? endpoint.ToString().TrimEnd('/') : null,
        };
        try
        {
            return (await LookInsideAsync(found, described, options, cancellationToken), []);
        }
        catch (BatonException failure)
        {
            // Told to the operator, who may fill in the rest by hand.
            return (found, failure.Problems);
        }
    }

    private async Task<Instance> DescribeAsync(string instance, CancellationToken cancellationToken)
    {
        var byId = instance.StartsWith("i-", StringComparison.Ordinal);
        Filter[] filters = [new() { Name = byId ? "instance-id" : "tag:Name", Values = [instance] }, new() { Name = "instance-state-name", Values = ["pending", "running", "stopping", "stopped"] }];
        var answer = await session.Aws.SendAsync(new DescribeInstancesRequest { Filters = filters }, cancellationToken);
        return answer.Reservations.SelectMany(reservation => reservation.Instances).ToList() switch
        {
            [var one] => one,
            [] => throw new BatonException(ProgramProblems.InstanceUnknown(instance)),
            var several => throw new BatonException(ProgramProblems.InstanceAmbiguous(instance, several.Select(one => one.InstanceId!))),
        };
    }

    /// <summary>Each distribution's images have a user of their own. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/managing-users.html</summary>
    private async Task<string> GuessUserAsync(Instance instance, CancellationToken cancellationToken)
    {
        var images = await session.Aws.SendAsync(new DescribeImagesRequest { Filters = [new() { Name = "image-id", Values = [instance.ImageId!] }] }, cancellationToken);
        var name = images.Images is [var image, ..] ? image.Name ?? "" : "";
        return name.Contains("ubuntu", StringComparison.OrdinalIgnoreCase) ? "ubuntu"
            : name.Contains("al20", StringComparison.Ordinal) || name.Contains("amzn", StringComparison.Ordinal) ? "ec2-user"
            : new SshOptions().User;
    }

    private async Task<FoundServer> LookInsideAsync(FoundServer found, Instance instance, SshOptions ssh, CancellationToken cancellationToken)
    {
        await using var connections = new SshConnector(new()
        {
            KnownHosts = new(session.State.KnownHosts),
            SocketDirectory = SshSettings.DefaultSocketDirectory,
            Time = session.Time,
        });
        if (!connections.IsTrusted(found.InstanceId))
        {
            var console = await session.Aws.SendAsync(new GetConsoleOutputRequest { InstanceId = found.InstanceId }, cancellationToken);
            if (ConsoleHostKeys.Read(Encoding.UTF8.GetString(Convert.FromBase64String(console.Output ?? ""))) is { Count: > 0 } keys)
            {
                connections.Trust(found.InstanceId, keys);
            }
        }

        var address = new ServerAddress { InstanceId = found.InstanceId, Name = found.Name, Host = instance.PublicIpAddress ?? instance.PrivateIpAddress ?? "", Ssh = ssh };
        var host = await new PortMappingConnector(connections, new(session)).ConnectAsync(address, s_patience, cancellationToken);
        var (listening, acting) = await new Listeners(host).ReadAsync(s_acting, cancellationToken);
        var postgres = await FindPostgresAsync(host, cancellationToken);
        return found with
        {
            LookedInside = true,
            Listeners = listening,
            Fenced = acting,
            PostgresCluster = postgres?.Layout.Cluster,
            Databases = [.. (postgres?.Databases ?? []).Where(database => database != "postgres")],
        };
    }

    private static async Task<PostgresFacts?> FindPostgresAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            return await new PostgresDiscovery(host).ReadAsync(null, cancellationToken);
        }
        catch (BatonException)
        {
            // None, or more than one: the file has a place for it, and the plan will say what is wrong.
            return null;
        }
    }
}
