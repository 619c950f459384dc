namespace Baton.Hosts.Provisioning;

/// <summary>The operator's own step in making a machine ready.</summary>
public sealed class OwnProvisioning(IHost host)
{
    /// <param name="program">A script with its #! line. It is safe to repeat, or sees to it itself.</param>
    public Task RunAsync(Secret program, TimeSpan patience, CancellationToken cancellationToken) => host.AskAsync(
        new("provision-run") { Secrets = new Dictionary<string, Secret> { ["program"] = program }, Timeout = patience }, cancellationToken);
}
