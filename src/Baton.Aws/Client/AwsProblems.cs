using Baton.Aws.Wire;
using Baton.Engine.Problems;

namespace Baton.Aws.Client;

/// <summary>What can be wrong between Baton and AWS: BTN05xx.</summary>
public static class AwsProblems
{
    public static Problem NoCredentials(string reason) => new(
        "BTN0501", $"There are no AWS credentials: {reason}", "Sign in ('aws configure', 'aws sso login'), name a profile with AWS_PROFILE, or for the local cloud run: eval \"$(baton cloud env)\".");

    public static Problem NoRegion() => new(
        "BTN0502", "No AWS region is set.", "Set AWS_REGION, or 'region' in the profile or in baton.yaml.");

    public static Problem Unreachable(Uri endpoint, string action, string reason) => new(
        "BTN0503",
        $"{endpoint} did not answer {action}: {reason}",
        endpoint.IsLoopback ? "Start the local cloud with 'baton cloud up', or unset AWS_ENDPOINT_URL to reach AWS." : "Check the network and the region, then try again; nothing was retried that could have taken effect twice.");

    public static Problem EndpointInvalid(string value) => new(
        "BTN0504", $"The endpoint '{value}' is not a URL.", "Write it with its scheme, as in AWS_ENDPOINT_URL=http://127.0.0.1:4570.");

    public static Problem NeverReached(string id, string wanted, string state) => new(
        "BTN0505", $"{id} will not become {wanted}: it is {state}.", "See what the AWS console says of it; what this run made is taken back.");

    public static Problem WaitTooLong(string id, string wanted, string state, TimeSpan budget) => new(
        "BTN0506", $"{id} is not {wanted} after {budget.TotalSeconds:0} s: it is {state}.", "AWS may be slow today; try again with more patience.");

    public static Problem NotAws(Uri endpoint) => new(
        "BTN0507", $"What answers at {endpoint} is not AWS: its answer is not XML.", "Check AWS_ENDPOINT_URL and any proxy or sign-in page between here and there.");

    /// <summary>What AWS said, with the next step where the code tells it.</summary>
    public static Problem From(AwsException error) => error.Code switch
    {
        "UnauthorizedOperation" or "AccessDenied" => new(
            "BTN0510", $"AWS refuses the action: {WithoutCipher(error.Message)}", "Give the user or role that permission."),
        "AuthFailure" or "InvalidClientTokenId" or "SignatureDoesNotMatch" or "ExpiredToken" or "RequestExpired" => new(
            "BTN0511", $"AWS does not accept the credentials: {error.Message}", "Renew them, and check this machine's clock. For the local cloud run: eval \"$(baton cloud env)\"."),
        "InsufficientInstanceCapacity" => new("BTN0512", $"AWS has no capacity: {error.Message}", "Try again later, another size with --type, or another zone."),
        "InstanceLimitExceeded" or "VcpuLimitExceeded" => new("BTN0513", $"The quota of running instances is used up: {error.Message}", "Ask for more in Service Quotas, or stop what is not needed."),
        "AddressLimitExceeded" => new("BTN0514", $"The quota of Elastic IP addresses is used up: {error.Message}", "Release one that is not needed, or ask for more in Service Quotas."),
        "InvalidAMIName.Duplicate" => new("BTN0515", $"The image name is taken: {error.Message}", "Choose another with --name."),
        "VolumeLimitExceeded" or "SnapshotLimitExceeded" or "ConcurrentSnapshotLimitExceeded" or "MaxIOPSLimitExceeded" => new(
            "BTN0517", $"A quota of EBS is used up: {error.Message}", "Ask for more in Service Quotas, or delete what is not needed."),
        "InsufficientVolumeCapacity" => new("BTN0520", $"There is no room for it: {error.Message}", "In the local cloud, make room on the disk that holds its state; on AWS, try again later or in another zone."),
        "OptInRequired" or "PendingVerification" or "Blocked" or "UnauthorizedRegion" => new(
            "BTN0518", $"The account may not do this yet: {error.Message}", "Follow the link or the instruction in AWS's message, then resume the run."),
        "RequestLimitExceeded" => new("BTN0516", $"AWS throttles this account: {error.Message}", "Wait a minute and resume the run."),
        _ => new("BTN0519", $"AWS says {error.Code}: {error.Message}", error.RequestId is null ? "Look the code up in the EC2 API reference." : $"Look the code up in the EC2 API reference; the request was {error.RequestId}."),
    };

    // AWS appends what only it can read: " Encoded authorization failure message: 7tz1PZ…" of a thousand characters. It is cut for the eye only.
    private static string WithoutCipher(string message) =>
        message.IndexOf(" Encoded authorization failure message", StringComparison.Ordinal) is var at and > 0 ? message[..at] : message;
}
