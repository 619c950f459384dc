namespace Baton.LocalCloud;

/// <summary>The environment in which any AWS tool talks to the local cloud.</summary>
internal static class CloudEnvironment
{
    /// <summary>Our own: where the hosted zones of Route 53 are answered for, as address and port.</summary>
    public const string NameServer = "BATON_DNS";

    public static IReadOnlyList<KeyValuePair<string, string>> Variables(CloudRecord cloud, CloudKeys keys) =>
    [
        new("AWS_ENDPOINT_URL", cloud.Endpoint.ToString().TrimEnd('/')),
        new("AWS_REGION", cloud.Region),
        new("AWS_DEFAULT_REGION", cloud.Region),
        new("AWS_ACCESS_KEY_ID", keys.AccessKeyId),
        new("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey),
        .. cloud.NameServer is { } server ? (KeyValuePair<string, string>[])[new(NameServer, server)] : [],
    ];

    /// <summary>What a shell may hold for AWS itself, and what would win over, or be sent along with, the variables of the local cloud.</summary>
    public static IReadOnlyList<string> Cleared { get; } =
    [
        "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_ROUTE_53",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT",
    ];

    /// <summary>The rest of what <see cref="Variables"/> says, for AWS CLIs and boto3s that do not know AWS_ENDPOINT_URL.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfOlderClients(CloudFolder folder, Func<string, string?> environment) =>
    [
        new("AWS_DATA_PATH", string.Join(':', (environment("AWS_DATA_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Prepend(folder.BotocoreData).Distinct())),
        // Their default, 'legacy', is a host of AWS that no data changes.
        new("AWS_STS_REGIONAL_ENDPOINTS", "regional"),
    ];

    /// <summary>
    /// An environment as it is, unless the endpoint asked for is the running local cloud and no credentials are set: then that cloud's own are added,
    /// since nobody else's can be meant.
    /// </summary>
    public static Func<string, string?> Completed(Func<string, string?> environment, Uri? endpoint, CloudFolder folder)
    {
        var asked = endpoint ?? (Uri.TryCreate(environment("AWS_ENDPOINT_URL"), UriKind.Absolute, out var set) ? set : null);
        if (asked is not { IsLoopback: true } || environment("AWS_ACCESS_KEY_ID") is not null || environment("AWS_PROFILE") is not null
            || folder.Running() is not { } running || running.Endpoint.Port != asked.Port)
        {
            return environment;
        }

        var added = Variables(running, folder.Keys()).ToDictionary();
        return name => environment(name) ?? added.GetValueOrDefault(name);
    }
}
