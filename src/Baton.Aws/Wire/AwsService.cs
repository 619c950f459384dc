namespace Baton.Aws.Wire;

/// <summary>What differs between the services.</summary>
public sealed record AwsService
{
    /// <summary>EC2's own dialect: flattened lists, the answer's members directly under the root.</summary>
    public static AwsService Ec2 { get; } = new()
    {
        Name = "ec2", ApiVersion = "2016-11-15", XmlNamespace = "http://ec2.amazonaws.com/doc/2016-11-15/", FlattenedLists = true,
    };

    public static AwsService Sts { get; } = new()
    {
        Name = "sts", ApiVersion = "2011-06-15", XmlNamespace = "https://sts.amazonaws.com/doc/2011-06-15/",
    };

    /// <summary>Application and network load balancers; classic ones have the same name and another version.</summary>
    public static AwsService Elb { get; } = new()
    {
        Name = "elasticloadbalancing", ApiVersion = "2015-12-01", XmlNamespace = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
    };

    public static AwsService Iam { get; } = new()
    {
        Name = "iam", ApiVersion = "2010-05-08", XmlNamespace = "https://iam.amazonaws.com/doc/2010-05-08/", IsGlobal = true,
    };

    /// <summary>REST with XML, and one for all regions.</summary>
    public static AwsService Route53 { get; } = new()
    {
        Name = "route53", ApiVersion = "2013-04-01", XmlNamespace = "https://route53.amazonaws.com/doc/2013-04-01/", IsGlobal = true,
    };

    /// <summary>Also the name in the credential scope of a signature and in the host name.</summary>
    public required string Name { get; init; }

    public required string ApiVersion { get; init; }

    public required string XmlNamespace { get; init; }

    /// <summary>True for <c>Tag.1.Key</c> (EC2), false for <c>Tag.member.1.Key</c> and a <c>…Result</c> element around the answer.</summary>
    public bool FlattenedLists { get; init; }

    /// <summary>One endpoint and one signing region for all regions of a partition.</summary>
    public bool IsGlobal { get; init; }
}
