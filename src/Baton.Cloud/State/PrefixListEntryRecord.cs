namespace Baton.Cloud.State;

public sealed record PrefixListEntryRecord(string Cidr, string? Description);
