using System.Net;

namespace Baton.Operations.Dns;

/// <summary>All records of one name and type.</summary>
internal sealed record NameRecord(string Name, string Type, long TimeToLive, IReadOnlyList<string> Values)
{
    public bool Holds(IEnumerable<string> values) => Comparable(Values).SequenceEqual(Comparable(values));

    public override string ToString() => $"{Name} {TimeToLive} {Type} {string.Join(", ", Values)}";

    // An IPv6 address can be written in many ways.
    private static IEnumerable<string> Comparable(IEnumerable<string> values) =>
        values.Select(value => IPAddress.TryParse(value, out var address) ? address.ToString() : value).Order(StringComparer.Ordinal);
}
