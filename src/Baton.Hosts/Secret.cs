namespace Baton.Hosts;

/// <summary>A password, key or token. Cannot be printed, compared or serialized by accident.</summary>
public sealed class Secret(string value)
{
    /// <summary>The secret itself: for the place that must send it, and nowhere else.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
