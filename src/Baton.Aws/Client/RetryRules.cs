using System.Net;
using Baton.Aws.Wire;

namespace Baton.Aws.Client;

/// <summary>Which failures are worth another try, and how long to wait before it.</summary>
internal static class RetryRules
{
    private static readonly HashSet<string> Throttles =
    [
        "RequestLimitExceeded", "Throttling", "ThrottlingException", "ThrottledException", "EC2ThrottledException", "TooManyRequestsException",
        "RequestThrottled", "RequestThrottledException", "SlowDown", "BandwidthLimitExceeded", "PriorRequestNotComplete",
    ];

    // What must not be sent twice unless a client token makes the second one the first: a lost answer is the caller's to look for, by tag.
    private static readonly string[] Makers = ["Run", "Create", "Allocate", "Register", "Import", "Copy", "Request", "Purchase"];

    /// <summary>AWS takes signatures of up to five minutes away; the difference has to be more than the network's delay to be the reason.</summary>
    public static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(4);

    public static bool IsAboutTheClock(AwsException error) => error.Code is "RequestExpired" or "RequestTimeTooSkewed" or "SignatureDoesNotMatch" or "AuthFailure";

    public static bool IsThrottle(AwsException error) => Throttles.Contains(error.Code);

    /// <summary>An error that AWS answered with.</summary>
    public static bool MayRetry(AwsException error, bool safeToRepeat) =>
        // A throttled request was not carried out, so it may be sent again whatever it is.
        IsThrottle(error) || (safeToRepeat && (int)error.Status >= 500 && error.Status != HttpStatusCode.NotImplemented && error.Code != "InsufficientInstanceCapacity");

    /// <summary>No answer at all. A connection that never came about carried nothing.</summary>
    public static bool MayRetry(HttpRequestException error, bool safeToRepeat) =>
        safeToRepeat || error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    public static bool IsSafeToRepeat(string action, IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        !Makers.Any(maker => action.StartsWith(maker, StringComparison.Ordinal))
        || action == "CreateTags"
        || parameters.Any(parameter => parameter.Key == "ClientToken" && parameter.Value.Length > 0);

    /// <summary>Exponential with full jitter; throttling starts higher. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/</summary>
    public static TimeSpan Delay(int attempt, bool throttled, double random)
    {
        var most = Math.Min(20_000, (throttled ? 500 : 50) * Math.Pow(2, attempt));
        return TimeSpan.FromMilliseconds(most * random);
    }
}
