namespace Baton.LocalCloud;

/// <summary>keys.json: the one access key of the local cloud. Requests that are not signed with it are refused.</summary>
internal sealed record CloudKeys(string AccessKeyId, string SecretAccessKey)
{
    // A record would print its secret.
    public override string ToString() => AccessKeyId;
}
