using Baton.Aws.Ec2;
using Baton.Engine.Steps;

namespace Baton.Operations.Cloud;

/// <summary>The tags on everything that a run makes, from the call on that makes it.</summary>
internal static class RunTags
{
    public const string Run = "baton:run";
    public const string Step = "baton:step";
    public const string Name = "Name";

    /// <summary>On an instance that another has taken over from: the id of that one.</summary>
    public const string ReplacedBy = "baton:replaced-by";

    public static IReadOnlyList<Tag> Of(StepContext context, string name) =>
    [
        new() { Key = Name, Value = name },
        new() { Key = Run, Value = context.RunId },
        new() { Key = Step, Value = context.Token },
    ];

    public static TagSpecification On(string resourceType, IReadOnlyList<Tag> tags) => new() { ResourceType = resourceType, Tags = tags };

    public static Filter ByStep(StepContext context) => new() { Name = $"tag:{Step}", Values = [context.Token] };

    public static Filter ByRun(string runId) => new() { Name = $"tag:{Run}", Values = [runId] };

    public static string? Find(IReadOnlyList<Tag> tags, string key) => tags.FirstOrDefault(tag => tag.Key == key)?.Value;
}
