using System.Security.Cryptography;
using System.Text;

namespace Baton.Cloud.S3.Signing;

/// <summary>Checks the signatures within a streamed body: each covers its chunk and the signature before it.</summary>
internal sealed class ChunkSigner(S3Caller.StreamSeed seed, bool hasTrailer)
{
    private static readonly string EmptyHash = Convert.ToHexStringLower(SHA256.HashData([]));
    private string _previous = seed.Signature;

    public bool HasTrailer => hasTrailer;

    public void CheckChunk(byte[] hash, string? claimed) => Check("AWS4-HMAC-SHA256-PAYLOAD", $"{EmptyHash}\n{Convert.ToHexStringLower(hash)}", claimed);

    public void CheckTrailer(byte[] hash, string? claimed) => Check("AWS4-HMAC-SHA256-TRAILER", Convert.ToHexStringLower(hash), claimed);

    private void Check(string algorithm, string what, string? claimed)
    {
        var text = $"{algorithm}\n{seed.Scope.Stamp}\n{seed.Scope.Credential}\n{_previous}\n{what}";
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(seed.Key, Encoding.UTF8.GetBytes(text)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(claimed ?? "")))
        {
            throw S3Errors.SignatureDoesNotMatch();
        }

        _previous = expected;
    }
}
