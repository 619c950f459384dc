using System.Globalization;

namespace Baton.Aws.Signing;

/// <summary>When, where and for which service a signature holds.</summary>
public sealed record SigningScope(DateTimeOffset Time, string Region, string Service)
{
    /// <summary>Form of the header x-amz-date: <c>20261121T093000Z</c>.</summary>
    public const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    public string Stamp => Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary><c>20261121/us-east-1/ec2/aws4_request</c>.</summary>
    public string Credential => $"{Date}/{Region}/{Service}/aws4_request";

    public string Date => Time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
