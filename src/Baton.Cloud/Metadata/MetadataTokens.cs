using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Cloud.Metadata;

/// <summary>Session tokens of version 2. Nothing is kept: a token carries its end, sealed for one interface, so it outlives a restart of the cloud.</summary>
internal sealed class MetadataTokens(byte[] key, TimeProvider time)
{
    public string New(string interfaceId, TimeSpan lifetime)
    {
        var end = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(end, (time.GetUtcNow() + lifetime).ToUnixTimeMilliseconds());
        return Convert.ToBase64String([.. end, .. Seal(interfaceId, end)]).Replace('+', '-').Replace('/', '_');
    }

    public bool IsValid(string interfaceId, string token)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(token.Replace('-', '+').Replace('_', '/'), bytes, out var length) && length == 40
            && CryptographicOperations.FixedTimeEquals(Seal(interfaceId, bytes[..8]), bytes.AsSpan(8, 32))
            && BinaryPrimitives.ReadInt64BigEndian(bytes) > time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    private byte[] Seal(string interfaceId, byte[] end) => HMACSHA256.HashData(key, (byte[])[.. Encoding.ASCII.GetBytes(interfaceId), .. end]);
}
