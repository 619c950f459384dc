using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Imaging;
using Baton.Operations.Steps;

namespace Baton.Operations.Verifying;

/// <summary>Keeps the verdict on the image itself.</summary>
internal sealed class RecordVerdict(PlanScope scope, string imageId, Output<ProveCopy.Result> proof) : Step<Done>
{
    public override string Name => "record-verdict";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Keep the verdict as tags on {imageId}", Undo = "remove the tags" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await scope.Ec2.SendAsync(
            new CreateTagsRequest
            {
                Resources = [imageId],
                Tags =
                [
                    new() { Key = ImageTags.Verdict, Value = Words(proof.Value) },
                    new() { Key = ImageTags.VerifiedAt, Value = context.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) },
                    new() { Key = ImageTags.VerifiedBy, Value = context.RunId },
                ],
            },
            cancellationToken);
        return new(imageId);
    }

    public static string Words(ProveCopy.Result proof) => proof.Passed ? "passed" : "failed";

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(imageId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => scope.Ec2.SendUnlessGoneAsync(
        new DeleteTagsRequest { Resources = [imageId], Tags = [new() { Key = ImageTags.Verdict }, new() { Key = ImageTags.VerifiedAt }, new() { Key = ImageTags.VerifiedBy }] },
        cancellationToken);
}
