using Baton.Aws.Ec2;

namespace Baton.Rehearsals.Stage;

internal sealed record Resource(string Kind, string Id, IReadOnlyList<Tag> Tags)
{
    /// <summary>Ids of what comes and goes with it: volumes of an instance, snapshots of an image.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];
}
