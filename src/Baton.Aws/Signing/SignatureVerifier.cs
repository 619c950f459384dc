using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Wire;

namespace Baton.Aws.Signing;

/// <summary>The server's side of Signature Version 4: who signed, or AWS's error why not. Headers and presigned queries.</summary>
public sealed class SignatureVerifier(Func<string, string?> secretOf, Func<string, bool> isRegion, TimeProvider time)
{
    // The one service here, besides S3, that takes bodies which the signature leaves out: they have a checksum of their own.
    private const string BlockService = "ebs";
    private const string UnsignedBody = "UNSIGNED-PAYLOAD";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    private volatile DerivedKey? _lastKey;

    /// <summary>Throws <see cref="AwsException"/> when nobody signed, or not rightly.</summary>
    public Signer Verify(SignableRequest request, string service)
    {
        var claim = request.Headers.TryGetValue("authorization", out var header) ? SignatureClaim.FromHeader(header, request) : FromQuery(request);
        var secret = secretOf(claim.AccessKeyId)
            ?? throw new AwsException("AuthFailure", "AWS was not able to validate the provided access credentials", HttpStatusCode.Unauthorized);
        if (claim.Service != service)
        {
            throw Mismatch($"Credential should be scoped to correct service: '{service}'.");
        }

        if (!isRegion(claim.Region))
        {
            throw Mismatch($"Credential should be scoped to a valid region, not '{claim.Region}'.");
        }

        CheckTime(claim);
        var hash = claim.IsQuery ? SignatureV4.HashOf(ReadOnlyMemory<byte>.Empty)
            : service == BlockService && request.Headers.GetValueOrDefault("x-amz-content-sha256") == UnsignedBody ? UnsignedBody
            : SignatureV4.HashOf(request.Body);
        var expected = SignatureV4.Compute(request, claim.SignedHeaders, hash, KeyOf(secret, claim.Scope), claim.Scope);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(claim.Signature)))
        {
            throw Mismatch("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }

        return new(claim.AccessKeyId, claim.Region);
    }

    /// <summary>A client's key stays the same for a day, and most requests come from one client.</summary>
    private byte[] KeyOf(string secret, SigningScope scope)
    {
        var wanted = (secret, scope.Date, scope.Region, scope.Service);
        if (_lastKey is { } known && known.Of == wanted)
        {
            return known.Key;
        }

        var key = SignatureV4.Key(secret, scope);
        _lastKey = new(wanted, key);
        return key;
    }

    private void CheckTime(SignatureClaim claim)
    {
        var now = time.GetUtcNow();
        var (earliest, latest) = (claim.Time - Skew, claim.Time + (claim.Lifetime ?? Skew));
        if (now < earliest || now > latest)
        {
            throw new AwsException(
                "RequestExpired",
                $"Request has expired. Timestamp date is {claim.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}. Current date is {now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}.");
        }
    }

    private static SignatureClaim FromQuery(SignableRequest request) =>
        SignatureClaim.FromQuery(request) ?? throw new AwsException("MissingAuthenticationToken", "Request is missing Authentication Token", HttpStatusCode.Forbidden);

    private static AwsException Mismatch(string message) => new("SignatureDoesNotMatch", message, HttpStatusCode.Forbidden);

    private sealed record DerivedKey((string Secret, string Date, string Region, string Service) Of, byte[] Key);
}
