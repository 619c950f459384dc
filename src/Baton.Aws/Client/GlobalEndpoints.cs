namespace Baton.Aws.Client;

/// <summary>Services that are one for all regions of a partition. https://docs.aws.amazon.com/general/latest/gr/r53.html</summary>
internal static class GlobalEndpoints
{
    public static Uri? Find(string service, string region) => service == "route53" ? Route53Of(region) : null;

    public static string SigningRegionOf(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "cn-northwest-1",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "us-gov-west-1",
        _ => "us-east-1",
    };

    private static Uri Route53Of(string region) => SigningRegionOf(region) switch
    {
        "cn-northwest-1" => new("https://route53.amazonaws.com.cn/"),
        "us-gov-west-1" => new("https://route53.us-gov.amazonaws.com/"),
        _ => new("https://route53.amazonaws.com/"),
    };
}
