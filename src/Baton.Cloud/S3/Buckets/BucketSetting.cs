using System.Xml.Linq;
using Baton.Aws.Wire;

namespace Baton.Cloud.S3.Buckets;

/// <summary>A setting that every bucket here has as it is on a new bucket of AWS, and that cannot be changed.</summary>
internal sealed record BucketSetting(string Parameter, string Name)
{
    /// <summary>What it says, where it says something.</summary>
    public XElement? Document { get; init; }

    /// <summary>What is answered where there is nothing.</summary>
    public AwsException? Missing { get; init; }
}
