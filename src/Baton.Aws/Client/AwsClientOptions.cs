using Baton.Aws.Signing;

namespace Baton.Aws.Client;

/// <summary>Where to send requests and how to sign them; found by <see cref="AwsConfiguration"/> as every AWS tool finds it.</summary>
public sealed record AwsClientOptions
{
    public required string Region { get; init; }

    /// <summary>Asked before each request: credentials of a role run out and are renewed.</summary>
    public required Func<CancellationToken, Task<AwsCredentials>> Credentials { get; init; }

    /// <summary>The endpoint of a service by name ("ec2"), as configured or AWS's own.</summary>
    public required Func<string, Uri> EndpointOf { get; init; }

    /// <summary>Tries of one request in all.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>How long one try may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
