namespace Baton.Aws.Wire;

/// <summary>A request that knows its action and the type of its answer, so that a client and a server can be written once for all of them.</summary>
public interface IAwsRequest<TSelf, TResponse> : IShape<TSelf>
    where TSelf : class, IAwsRequest<TSelf, TResponse>, new()
    where TResponse : class, IShape<TResponse>, new()
{
    static abstract AwsService Service { get; }

    static abstract string Action { get; }

    /// <summary>Names, as in a query, of the parameters without which AWS answers MissingParameter.</summary>
    static abstract IReadOnlyList<string> Required { get; }

    /// <summary>Method and path of an action of a REST service; null when it goes as a query.</summary>
    static virtual RestBinding? Rest => null;
}
