namespace Baton.Cloud.State;

/// <summary>A port of a load balancer, and what is done with what comes in there.</summary>
public sealed record ListenerRecord
{
    public required string Arn { get; init; }

    public required string BalancerArn { get; init; }

    public required int Port { get; init; }

    /// <summary>HTTP, HTTPS or TCP.</summary>
    public required string Protocol { get; init; }

    public string? SslPolicy { get; init; }

    /// <summary>Kept and shown; the first is the default one.</summary>
    public IReadOnlyList<string> CertificateArns { get; set; } = [];

    public IReadOnlyDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>();

    /// <summary>In the order in which they are asked; the last one is the default.</summary>
    public required IReadOnlyList<ListenerRule> Rules { get; init; }
}
