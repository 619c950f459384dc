using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Baton.Aws.Signing;
using Baton.Engine.Problems;

namespace Baton.Aws.Client;

/// <summary>
/// Finds region, credentials and endpoint where every AWS tool looks: options, environment, profile, instance role. The chain is AWS's own (AWSSDK.Core);
/// the endpoint rules are those of https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html.
/// </summary>
public sealed record AwsConfiguration
{
    /// <summary>From baton.yaml or the command line; null looks further.</summary>
    public string? Region { get; init; }

    public string? Profile { get; init; }

    public string? Endpoint { get; init; }

    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    public AwsClientOptions Resolve()
    {
        var profile = FindProfile();
        var region = Region ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? profile?.Region?.SystemName ?? RegionOfInstance()
            ?? throw new BatonException(AwsProblems.NoRegion());
        var file = new Lazy<SharedConfigFile>(() => SharedConfigFile.Read(Environment));
        return new()
        {
            Region = region,
            Credentials = CredentialsFrom(profile),
            EndpointOf = service => EndpointOf(service, region, profile, file),
        };
    }

    private string? ProfileName => Profile ?? Variable("AWS_PROFILE") ?? Variable("AWS_DEFAULT_PROFILE");

    /// <summary>An empty variable is as good as none, as in the AWS SDKs.</summary>
    private string? Variable(string name) => Environment(name) is { Length: > 0 } value ? value : null;

    private CredentialProfile? FindProfile()
    {
        var name = ProfileName;
        if (new CredentialProfileStoreChain().TryGetProfile(name ?? "default", out var profile))
        {
            return profile;
        }

        return name is null ? null : throw new BatonException(AwsProblems.NoCredentials($"the profile '{name}' does not exist."));
    }

    private Func<CancellationToken, Task<AwsCredentials>> CredentialsFrom(CredentialProfile? profile)
    {
        // A profile that was named wins over keys in the environment, as in the AWS CLI's --profile; AWS_PROFILE does not.
        if (Profile is null && Variable("AWS_ACCESS_KEY_ID") is { } id)
        {
            // The AWS CLI refuses half a key too: what comes next in the chain might be another account.
            var secret = Variable("AWS_SECRET_ACCESS_KEY") ?? throw new BatonException(AwsProblems.NoCredentials("AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not."));
            var fromEnvironment = new AwsCredentials(id, secret, Variable("AWS_SESSION_TOKEN"));
            return _ => Task.FromResult(fromEnvironment);
        }

        // AWS's library would read AWS_PROFILE by itself, but knows neither baton.yaml's profile nor AWS_DEFAULT_PROFILE.
        var source = new Lazy<AWSCredentials>(() => ProfileName is not null && profile is not null && (Profile is not null || profile.CanCreateAWSCredentials)
            ? profile.GetAWSCredentials(new CredentialProfileStoreChain())
            : DefaultAWSCredentialsIdentityResolver.GetCredentials());
        return async _ =>
        {
            try
            {
                var keys = await source.Value.GetCredentialsAsync();
                return new AwsCredentials(keys.AccessKey, keys.SecretKey, keys.UseToken ? keys.Token : null);
            }
            catch (Exception error) when (error is AmazonClientException or InvalidOperationException)
            {
                throw new BatonException(AwsProblems.NoCredentials(error.Message), error);
            }
        };
    }

    private static string? RegionOfInstance() => FallbackRegionFactory.GetRegionEndpoint()?.SystemName;

    private Uri EndpointOf(string service, string region, CredentialProfile? profile, Lazy<SharedConfigFile> file)
    {
        var ignored = Variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") is { } said
            ? string.Equals(said, "true", StringComparison.OrdinalIgnoreCase)
            : profile?.IgnoreConfiguredEndpointUrls == true;
        var configured = Endpoint ?? (ignored ? null : ConfiguredEndpoint(service, profile, file));
        if (configured is null)
        {
            return GlobalEndpoints.Find(service, region) ?? new Uri($"https://{service}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}/");
        }

        return Uri.TryCreate(configured, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new BatonException(AwsProblems.EndpointInvalid(configured));
    }

    private string? ConfiguredEndpoint(string service, CredentialProfile? profile, Lazy<SharedConfigFile> file) =>
        Variable($"AWS_ENDPOINT_URL_{SettingsName(service).ToUpperInvariant()}")
        ?? Variable("AWS_ENDPOINT_URL")
        ?? file.Value.EndpointOf(SettingsName(service), profile?.Name ?? "default")
        ?? profile?.EndpointUrl;

    // After the service's id ("Route 53") rather than after its host name. https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html
    private static string SettingsName(string service) => service == "route53" ? "route_53" : service;
}
