namespace Baton.Operations.Connections;

/// <summary>What a web server answered to a GET, as far as it is compared.</summary>
public sealed record WebAnswer
{
    /// <summary>Null when nothing was answered.</summary>
    public int? Status { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Text, or for what is none its size and checksum.</summary>
    public string Body { get; init; } = "";

    /// <summary>Why nothing was answered.</summary>
    public string? Failure { get; init; }

    /// <summary>Why its certificate would be refused by a browser; null when it is good, or the URL has none.</summary>
    public string? Certificate { get; init; }
}
