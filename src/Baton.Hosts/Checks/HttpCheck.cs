using System.Globalization;

namespace Baton.Hosts.Checks;

/// <summary>A URL as seen on the server. Plain HTTP needs no program there; HTTPS needs curl.</summary>
public sealed record HttpCheck(string Url) : HostCheck
{
    public int ExpectStatus { get; init; } = 200;

    /// <summary>Text that the body must hold.</summary>
    public string? Expect { get; init; }

    internal override HostScript Script => new("check-http")
    {
        Arguments = new Dictionary<string, string>
        {
            ["url"] = Url,
            ["status"] = ExpectStatus.ToString(CultureInfo.InvariantCulture),
            ["expect"] = Expect ?? "",
        },
    };
}
