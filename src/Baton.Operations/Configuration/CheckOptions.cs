namespace Baton.Operations.Configuration;

/// <summary>A claim about a working server.</summary>
public sealed record CheckOptions
{
    /// <summary>What it claims, for the report: "the login page answers".</summary>
    public required string Name { get; init; }

    public required CheckKind Kind { get; init; }

    /// <summary>Http: a URL as seen on the server, "http://127.0.0.1/health". Tcp: "127.0.0.1:5432". Command: a shell command. Sql: a statement.</summary>
    public required string Target { get; init; }

    /// <summary>The HTTP status that is right.</summary>
    public int ExpectStatus { get; init; } = 200;

    /// <summary>Text that the answer must hold; for sql the first value of the first row must be it.</summary>
    public string? Expect { get; init; }

    /// <summary>The database of a sql check.</summary>
    public string? Database { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Also asked from the operator's machine at the public address, after an address has moved. For http and tcp.</summary>
    public bool Outside { get; init; }
}
