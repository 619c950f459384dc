using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>The new server takes the name; the old one says who took over.</summary>
internal sealed class MoveName(SwitchSides sides, ServerModel server) : Step<Done>
{
    public override string Name => "move-name";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    private string OldName => server.Instance.Tags.FirstOrDefault(tag => tag.Key == RunTags.Name)?.Value ?? server.Name;

    public override StepDescription Describe() => new() { Changes = $"Give the new server the tag Name '{OldName}'", Undo = "give it back" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await TagAsync(sides.NewId, [new() { Key = RunTags.Name, Value = OldName }], cancellationToken);
        await TagAsync(
            sides.OldId,
            [new() { Key = RunTags.Name, Value = $"{OldName} (before {context.RunId})" }, new() { Key = RunTags.ReplacedBy, Value = sides.NewId }],
            cancellationToken);
        return new(sides.NewId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(sides.NewId));

    protected override async Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken)
    {
        if (server.Instance.Tags.Any(tag => tag.Key == RunTags.Name))
        {
            await TagAsync(sides.OldId, [new() { Key = RunTags.Name, Value = OldName }], cancellationToken);
        }
        else
        {
            await UntagAsync(sides.OldId, RunTags.Name, cancellationToken);
        }

        await UntagAsync(sides.OldId, RunTags.ReplacedBy, cancellationToken);
        await TagAsync(sides.NewId, [new() { Key = RunTags.Name, Value = $"{OldName} ({context.RunId})" }], cancellationToken);
    }

    private async Task TagAsync(string instanceId, IReadOnlyList<Tag> tags, CancellationToken cancellationToken) =>
        await sides.Scope.Ec2.SendAsync(new CreateTagsRequest { Resources = [instanceId], Tags = tags }, cancellationToken);

    private async Task UntagAsync(string instanceId, string key, CancellationToken cancellationToken) =>
        await sides.Scope.Ec2.SendAsync(new DeleteTagsRequest { Resources = [instanceId], Tags = [new() { Key = key }] }, cancellationToken);
}
