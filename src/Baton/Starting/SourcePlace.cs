namespace Baton.Starting;

/// <summary>Where a server outside EC2 is reached.</summary>
internal sealed record SourcePlace(string Host, int Port);
