namespace Baton.Hosts.Provisioning;

public sealed record UserAccount(string Name, int Id, string Group)
{
    public required string Home { get; init; }

    public required string Shell { get; init; }

    /// <summary>The full name, as /etc/passwd has it.</summary>
    public string Gecos { get; init; } = "";
}
