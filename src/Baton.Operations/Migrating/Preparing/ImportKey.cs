using System.Text;
using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Makes the operator's public key a key pair of the account. The private half stays where it is.</summary>
internal sealed class ImportKey(PlanScope scope, string server, string publicKey) : Step<ImportKey.Result>
{
    public override string Name => "import-key";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.ImportKeyResult;

    public override StepDescription Describe() => new() { Changes = "Import your public key as a key pair", Undo = "delete the key pair; your key stays" };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, cancellationToken) is { } found)
        {
            return found;
        }

        // The name is the client token that ImportKeyPair does not have: unique in the region.
        var answer = await scope.Ec2.SendAsync(
            new ImportKeyPairRequest
            {
                KeyName = NameOf(context),
                PublicKeyMaterial = Encoding.UTF8.GetBytes(publicKey),
                TagSpecifications = [RunTags.On("key-pair", RunTags.Of(context, server))],
            },
            cancellationToken);
        return new(answer.KeyName!);
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        scope.Ec2.LookPatientlyAsync(() => FindAsync(context, cancellationToken), cancellationToken);

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) =>
        scope.Ec2.SendUnlessGoneAsync(new DeleteKeyPairRequest { KeyName = output.KeyName }, cancellationToken);

    private static string NameOf(StepContext context) => $"baton-{context.RunId}";

    private async Task<Result?> FindAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await scope.Ec2.SendAsync(new DescribeKeyPairsRequest { Filters = [new() { Name = "key-name", Values = [NameOf(context)] }] }, cancellationToken);
        return answer.KeyPairs is [var found, ..] ? new(found.KeyName!) : null;
    }

    internal sealed record Result(string KeyName);
}
