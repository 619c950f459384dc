namespace Baton.Cloud.State;

/// <summary>Where a client is sent; "#{host}" and the like stand for what it asked for.</summary>
public sealed record RedirectAnswer(int Status, string Protocol, string Host, string Port)
{
    public required string Path { get; init; }

    public required string Query { get; init; }
}
