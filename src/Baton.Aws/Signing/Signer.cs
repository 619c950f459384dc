namespace Baton.Aws.Signing;

/// <summary>Who signed a request, and for which region.</summary>
public sealed record Signer(string AccessKeyId, string Region);
