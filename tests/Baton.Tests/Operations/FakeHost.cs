using System.Globalization;
using Baton.Hosts;

namespace Baton.Tests.Operations;

/// <summary>Knows the scripts by name, and what each would do to a server.</summary>
internal sealed class FakeHost(FakeFleet fleet, FakeServer server) : IHost
{
    private readonly Dictionary<string, Func<HostScript, string>> _scripts = FakeScripts.All(fleet, server);

    public string Name => $"payroll ({server.InstanceId})";

    public Task<HostResult> RunAsync(HostScript script, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (fleet.Gate)
        {
            fleet.Ran.Add($"{server.InstanceId} {script.Name}");
            if (server.Dead || fleet.Unreachable)
            {
                throw new Baton.Engine.Problems.BatonException(new Baton.Engine.Problems.Problem("BTN0307", $"The connection to {Name} broke.", ""));
            }

            try
            {
                return Task.FromResult(new HostResult(0, _scripts[script.Name](script), ""));
            }
            catch (FakeProblem problem)
            {
                return Task.FromResult(new HostResult(10, string.Create(CultureInfo.InvariantCulture, $"problem={problem.Key}\t{problem.Message}\n"), ""));
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
