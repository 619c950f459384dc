namespace Baton.Hosts.Checks;

/// <summary>A shell command that must end with status 0, run as root.</summary>
public sealed record CommandCheck(string Command) : HostCheck
{
    /// <summary>Text that it must print.</summary>
    public string? Expect { get; init; }

    internal override HostScript Script => new("check-command")
    {
        Arguments = new Dictionary<string, string> { ["command"] = Command, ["expect"] = Expect ?? "" },
    };
}
