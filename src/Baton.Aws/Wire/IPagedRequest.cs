namespace Baton.Aws.Wire;

/// <summary>A request whose answer may come in pages.</summary>
public interface IPagedRequest<TSelf, TResponse> : IAwsRequest<TSelf, TResponse>
    where TSelf : class, IPagedRequest<TSelf, TResponse>, new()
    where TResponse : class, IShape<TResponse>, IPagedAnswer, new()
{
    /// <summary>The same question, for the page that begins at the token.</summary>
    TSelf From(string? nextToken);
}
