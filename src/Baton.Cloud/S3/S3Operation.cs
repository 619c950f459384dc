namespace Baton.Cloud.S3;

/// <summary>One operation: what its requests look like, and what answers them.</summary>
internal sealed record S3Operation(string Name, string Method, S3Level Level, Func<S3Request, Task> Serve)
{
    /// <summary>A parameter of the query that only its requests have.</summary>
    public string? Parameter { get; init; }

    /// <summary>A header that only its requests have.</summary>
    public string? Header { get; init; }

    /// <summary>The bucket must be there, be the signer's, and be in the signed region.</summary>
    public bool NeedsBucket { get; init; } = true;

    /// <summary>Answered from any region, so that one can ask where a bucket is.</summary>
    public bool FromAnyRegion { get; init; }

    public bool Matches(S3Request request, S3Level level) =>
        request.Http.Request.Method == Method && level == Level && (Parameter is null || request.Has(Parameter)) && (Header is null || request.Header(Header) is not null);
}
