using Baton.Cloud.Places;

namespace Baton.LocalCloud;

/// <summary>keys.json: the access key of the local cloud, which is its home account's and from which those of other accounts are made. Requests that are not signed with one are refused.</summary>
internal sealed record CloudKeys(string AccessKeyId, string SecretAccessKey)
{
    /// <summary>The keys of another account of the same cloud.</summary>
    public CloudKeys Of(string accountId)
    {
        var (id, secret) = new Accounts("", AccessKeyId, SecretAccessKey).KeysOf(accountId);
        return new(id, secret);
    }

    // A record would print its secret.
    public override string ToString() => AccessKeyId;
}
