namespace Baton.Aws.Signing;

/// <summary>Keys to sign with. Does not print its secrets.</summary>
public sealed class AwsCredentials(string accessKeyId, string secretAccessKey, string? sessionToken = null)
{
    public string AccessKeyId { get; } = accessKeyId;

    internal string SecretAccessKey { get; } = secretAccessKey;

    internal string? SessionToken { get; } = sessionToken;

    public override string ToString() => $"{AccessKeyId} ***";
}
