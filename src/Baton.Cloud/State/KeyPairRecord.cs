namespace Baton.Cloud.State;

/// <summary>A key pair; only its public half stays here.</summary>
public sealed record KeyPairRecord
{
    public required string KeyPairId { get; init; }

    public required string Name { get; init; }

    /// <summary>"rsa" or "ed25519".</summary>
    public required string Type { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>As in authorized_keys.</summary>
    public required string PublicKey { get; init; }

    public required DateTimeOffset CreateTime { get; init; }
}
