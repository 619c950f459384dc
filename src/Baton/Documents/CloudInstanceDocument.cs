using Baton.Aws.Ec2;

namespace Baton.Documents;

internal sealed record CloudInstanceDocument
{
    public required string InstanceId { get; init; }

    public string? Name { get; init; }

    public string? InstanceType { get; init; }

    public required string State { get; init; }

    public string? PublicAddress { get; init; }

    public string? PrivateAddress { get; init; }

    public static CloudInstanceDocument From(Instance instance) => new()
    {
        InstanceId = instance.InstanceId ?? "",
        Name = instance.Tags.FirstOrDefault(tag => tag.Key == "Name")?.Value,
        InstanceType = instance.InstanceType,
        State = instance.State?.Name ?? "",
        PublicAddress = instance.PublicIpAddress,
        PrivateAddress = instance.PrivateIpAddress,
    };
}
