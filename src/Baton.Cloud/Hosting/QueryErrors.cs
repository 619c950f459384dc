using Baton.Aws.Wire;

namespace Baton.Cloud.Hosting;

/// <summary>What is wrong with a request as such has one code in EC2 for each way, and one for all in the services that came later.</summary>
internal static class QueryErrors
{
    private static readonly AwsService[] s_later = [AwsService.Elb, AwsService.Iam];

    public static AwsException Of(AwsService service, AwsException error) =>
        s_later.Contains(service) && error.Code is "MissingParameter" or "UnknownParameter" or "InvalidParameterValue" or "InvalidNextToken"
            ? new("ValidationError", error.Message, error.Status)
            : error;
}
