using System.Security.Cryptography;

namespace Baton.Hosts.Ssh;

/// <summary>A public host key: <c>ssh-ed25519 AAAA…</c>.</summary>
public sealed record HostKey(string Type, string Base64)
{
    /// <summary>SHA256:… as ssh prints it.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Base64))).TrimEnd('=');

    /// <summary>Null when the line holds no key. What follows the key (a comment) is ignored.</summary>
    public static HostKey? Parse(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isKey = fields.Length >= 2
            && (fields[0].StartsWith("ssh-", StringComparison.Ordinal) || fields[0].StartsWith("ecdsa-sha2-", StringComparison.Ordinal))
            && Convert.TryFromBase64String(fields[1], new byte[fields[1].Length], out _);
        return isKey ? new(fields[0], fields[1]) : null;
    }

    public override string ToString() => $"{Type} {Base64}";
}
