using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>The new server takes the name, by which every other operation finds it.</summary>
internal sealed class NameNew(PlanScope scope, Migration migration) : Step<Done>
{
    public override string Name => "name-new";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Give the new server the tag Name '{migration.Source.Name}'", Undo = "give it back" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await TagAsync(migration.Source.Name, cancellationToken);
        return new(migration.InstanceId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(migration.InstanceId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => TagAsync($"{migration.Source.Name} (new)", cancellationToken);

    private Task TagAsync(string name, CancellationToken cancellationToken) => scope.Ec2.SendUnlessGoneAsync(
        new CreateTagsRequest { Resources = [migration.InstanceId], Tags = [new() { Key = RunTags.Name, Value = name }] }, cancellationToken);
}
