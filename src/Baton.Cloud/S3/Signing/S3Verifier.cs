using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.Places;

namespace Baton.Cloud.S3.Signing;

/// <summary>Who signed a request to S3: in headers or in a presigned URL, with version 4 or with the old version 2, which older clients still presign with.</summary>
internal sealed class S3Verifier(Accounts accounts, Func<string, bool> isRegion, TimeProvider time)
{
    public const string Unsigned = "UNSIGNED-PAYLOAD";

    private const string HashHeader = "x-amz-content-sha256";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestPresigned = TimeSpan.FromDays(7);

    public S3Caller Verify(SignableRequest request, S3Target target)
    {
        if (SignatureV2.Read(request) is { } old)
        {
            return Verify(old, request, target);
        }

        var claim = Claim(request);
        var secret = accounts.SecretOf(claim.AccessKeyId) ?? throw InvalidAccessKeyId();
        if (claim.Service != S3Front.Service || !isRegion(claim.Region))
        {
            throw Malformed(claim, claim.Service != S3Front.Service ? $"incorrect service \"{claim.Service}\". This endpoint belongs to \"s3\"." : $"the region '{claim.Region}' is wrong.");
        }

        CheckTime(claim);
        var payload = PayloadOf(claim, request);
        var expected = SignatureV4.Compute(request, claim.SignedHeaders, payload, secret, claim.Scope);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(claim.Signature)))
        {
            throw S3Errors.SignatureDoesNotMatch();
        }

        return new()
        {
            AccountId = accounts.AccountOf(claim.AccessKeyId)!, Region = claim.Region, Payload = payload,
            Seed = new(SignatureV4.Key(secret, claim.Scope), claim.Scope, claim.Signature),
        };
    }

    private S3Caller Verify(SignatureV2 claim, SignableRequest request, S3Target target)
    {
        var secret = accounts.SecretOf(claim.AccessKeyId) ?? throw InvalidAccessKeyId();
        if (claim.Expires is { } expires && expires < time.GetUtcNow())
        {
            throw S3Errors.AccessDenied("Request has expired");
        }

        if (claim.Expires is null)
        {
            CheckSkew(claim.Signed ?? throw S3Errors.AccessDenied("AWS authentication requires a valid Date or x-amz-date header"));
        }

        if (!claim.IsMadeWith(secret, request, target))
        {
            throw S3Errors.SignatureDoesNotMatch();
        }

        return new() { AccountId = accounts.AccountOf(claim.AccessKeyId)!, Payload = Unsigned };
    }

    private static SignatureClaim Claim(SignableRequest request)
    {
        var isHeader = request.Headers.TryGetValue("authorization", out var header);
        try
        {
            return (isHeader ? SignatureClaim.FromHeader(header!, request) : SignatureClaim.FromQuery(request)) ?? throw S3Errors.AccessDenied();
        }
        catch (AwsException wrong) when (wrong.Code == "IncompleteSignature")
        {
            throw new AwsException(isHeader ? "AuthorizationHeaderMalformed" : "AuthorizationQueryParametersError", wrong.Message);
        }
    }

    private static string PayloadOf(SignatureClaim claim, SignableRequest request)
    {
        var said = request.Headers.GetValueOrDefault(HashHeader);
        if (claim.IsQuery)
        {
            return said is not null && claim.SignedHeaders.Contains(HashHeader) ? said : Unsigned;
        }

        return said ?? throw S3Errors.InvalidRequest($"Missing required header for this request: {HashHeader}");
    }

    private void CheckTime(SignatureClaim claim)
    {
        if (!claim.IsQuery)
        {
            CheckSkew(claim.Time);
            return;
        }

        var lifetime = claim.Lifetime!.Value;
        if (lifetime <= TimeSpan.Zero || lifetime > LongestPresigned)
        {
            throw new AwsException("AuthorizationQueryParametersError", "X-Amz-Expires must be a number of seconds from 1 to 604800 (a week)");
        }

        var now = time.GetUtcNow();
        if (now < claim.Time - Skew || now > claim.Time + lifetime)
        {
            throw S3Errors.AccessDenied(now < claim.Time ? "Request is not valid yet" : "Request has expired");
        }
    }

    private void CheckSkew(DateTimeOffset signed)
    {
        if ((time.GetUtcNow() - signed).Duration() > Skew)
        {
            throw new AwsException(
                "RequestTimeTooSkewed",
                string.Create(CultureInfo.InvariantCulture, $"The difference between the request time and the current time is too large: it was signed at {signed.UtcDateTime:O}."),
                HttpStatusCode.Forbidden);
        }
    }

    private static AwsException InvalidAccessKeyId() =>
        new("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", HttpStatusCode.Forbidden);

    private static AwsException Malformed(SignatureClaim claim, string what) => claim.IsQuery
        ? new("AuthorizationQueryParametersError", $"Error parsing the X-Amz-Credential parameter; {what}")
        : new("AuthorizationHeaderMalformed", $"The authorization header is malformed; {what}");
}
