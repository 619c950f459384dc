using Baton.Hosts.Postgres;

namespace Baton.Hosts.Checks;

/// <summary>A statement that PostgreSQL must answer.</summary>
public sealed record SqlCheck(PostgresLayout Postgres, string Database, string Statement) : HostCheck
{
    /// <summary>What the first value of the first row must be.</summary>
    public string? Expect { get; init; }

    internal override HostScript Script => new("check-sql")
    {
        Arguments = new Dictionary<string, string>(Postgres.Arguments)
        {
            ["database"] = Database,
            ["statement"] = Statement,
            ["expect"] = Expect ?? "",
        },
    };
}
