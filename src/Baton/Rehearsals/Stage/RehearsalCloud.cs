using System.Net;
using Baton.Aws.Client;
using Baton.Engine.Problems;
using Baton.LocalCloud;

namespace Baton.Rehearsals.Stage;

/// <summary>A local cloud of one's own, brought up and down by the commands that everybody uses.</summary>
internal sealed class RehearsalCloud(BatonCommand baton, TimeProvider time) : IAsyncDisposable
{
    private AwsClient? _aws;

    public AwsClient Aws => _aws ?? throw new InvalidOperationException("the cloud is not up");

    /// <summary>Who answers for the hosted zones.</summary>
    public IPEndPoint NameServer => IPEndPoint.Parse(baton.Environment[CloudEnvironment.NameServer]);

    public async Task UpAsync(CancellationToken cancellationToken)
    {
        // Any free port: the user's own cloud may be up beside it.
        var up = await baton.RunAsync(["cloud", "up", "--port", "0"], cancellationToken);
        Demand(up, "cloud up");
        var answer = await baton.RunAsync(["cloud", "env"], cancellationToken);
        Demand(answer, "cloud env");
        var environment = answer.Document!.Value.EnumerateObject().ToDictionary(static variable => variable.Name, static variable => variable.Value.GetString()!);
        baton.Use(environment);
        _aws = new(new AwsConfiguration { Environment = environment.GetValueOrDefault }.Resolve(), AwsClient.NewHandler(), time);
    }

    /// <summary>How fast the machines are: "kvm" or "tcg", once one has started.</summary>
    public async Task<string?> AcceleratorAsync(CancellationToken cancellationToken) => (await baton.RunAsync(["cloud", "status"], cancellationToken)).Text("accelerator");

    public async ValueTask DisposeAsync()
    {
        _aws?.Dispose();
        // Not the operator's token: Ctrl+C must not leave machines running.
        await baton.RunAsync(["cloud", "down"], CancellationToken.None);
    }

    public static void Demand(BatonAnswer answer, string command)
    {
        if (!answer.Succeeded)
        {
            throw new BatonException([.. answer.Complaints(command).Select(why => RehearsalProblems.CommandFailed(command, why))]);
        }
    }
}
