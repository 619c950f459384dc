namespace Baton.Operations.Servers;

public sealed record CopiedFiles(long Files, long Bytes);
