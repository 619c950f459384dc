using Baton.Cloud.State;

namespace Baton.Cloud.Route53;

/// <summary>The order of ListResourceRecordSets: by name with the labels reversed, then by type, then by identifier.</summary>
internal sealed class RecordOrder : IComparer<RecordSet>
{
    public static RecordOrder Instance { get; } = new();

    public int Compare(RecordSet? one, RecordSet? other)
    {
        if (one is null || other is null)
        {
            return (one is null ? 0 : 1) - (other is null ? 0 : 1);
        }

        var byName = ZoneNames.Compare(one.Name, other.Name);
        var byType = byName != 0 ? byName : string.CompareOrdinal(one.Type, other.Type);
        return byType != 0 ? byType : string.CompareOrdinal(one.SetIdentifier ?? "", other.SetIdentifier ?? "");
    }
}
