namespace Baton.Cloud.Network.Switching;

/// <summary>A connection from outside that the guest has not taken part in beyond its first answer.</summary>
internal sealed class Handshake
{
    /// <summary>To be sent again; null since the guest has answered.</summary>
    public byte[]? Syn { get; set; }

    /// <summary>Who waits for that answer.</summary>
    public Knock? Knock { get; init; }

    public required uint Sequence { get; init; }

    public required long Since { get; init; }

    public required long RepeatAt { get; set; }

    public int Repeats { get; set; }
}
