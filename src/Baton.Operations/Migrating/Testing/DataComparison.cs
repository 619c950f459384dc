using System.Globalization;

namespace Baton.Operations.Migrating.Testing;

/// <summary>
/// Compares a copy with a server that goes on being used. What that server held before the copy was taken, and still held afterwards, the copy must hold, too; of what users
/// have changed meanwhile nothing can be said but that.
/// </summary>
internal static class DataComparison
{
    public static (IReadOnlyList<(string Name, string What)> Wrong, string Summary) Compare(ServerFingerprint before, ServerFingerprint after, ServerFingerprint copy)
    {
        var (old, later, there) = (before.Items(), after.Items(), copy.Items());
        var (reached, reachedThere) = (before.Reached(), copy.Reached());

        // PostgreSQL writes 32 numbers ahead into its log: a promoted standby goes on behind them, and gives none of them twice.
        bool IsAhead(string name) => reached.TryGetValue(name, out var here) && reachedThere.TryGetValue(name, out var further) && further >= here;
        var wrong = new List<(string Name, string What)>();
        int equal = 0, changed = 0;
        foreach (var (name, value) in old)
        {
            var found = there.GetValueOrDefault(name);
            if (found == value || IsAhead(name))
            {
                equal++;
            }
            else if (later.GetValueOrDefault(name) != value)
            {
                changed++;
            }
            else
            {
                wrong.Add((name, $"{value} on the old server, {found ?? "nothing"} on the copy"));
            }
        }

        wrong.AddRange(there.Keys.Where(name => !old.ContainsKey(name) && !later.ContainsKey(name)).Select(name => (name, "only on the copy")));
        return (wrong, string.Create(CultureInfo.InvariantCulture, $"{equal} equal, {changed} changed by users meanwhile{(wrong.Count > 0 ? $", {wrong.Count} different" : "")} (tables, sequences and folders)"));
    }
}
