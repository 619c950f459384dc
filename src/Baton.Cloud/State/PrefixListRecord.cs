using System.Text.Json.Serialization;

namespace Baton.Cloud.State;

/// <summary>A list of address ranges that rules can name, with all its versions.</summary>
public sealed record PrefixListRecord
{
    public required string PrefixListId { get; init; }

    public required string Name { get; init; }

    public required int MostEntries { get; init; }

    /// <summary>The first has the number 1; the last one holds.</summary>
    public required IReadOnlyList<IReadOnlyList<PrefixListEntryRecord>> Versions { get; init; }

    [JsonIgnore]
    public IReadOnlyList<PrefixListEntryRecord> Entries => Versions[^1];
}
