namespace Baton.Operations.Configuration;

public sealed record LaunchOptions
{
    /// <summary>
    /// Gives a new instance the old one's user data. Off: a new instance runs its user data again, and a set-up script that runs twice on a copy of a
    /// production server is rarely wanted.
    /// </summary>
    public bool CarryUserData { get; init; }

    /// <summary>Accepts that a server without an Elastic IP gets another public address.</summary>
    public bool AcceptAddressChange { get; init; }
}
