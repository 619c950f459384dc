using System.Collections;

namespace Baton.Cloud.Server;

/// <summary>
/// What an answer shows of records, made one by one while the answer is written and kept by nobody: a thousand instances at once are ten megabytes, which outlive the
/// youngest generation when several clients ask.
/// </summary>
internal sealed class ShownList<TRecord, TShown>(IReadOnlyList<TRecord> records, Func<TRecord, TShown> show) : IReadOnlyList<TShown>
{
    public int Count => records.Count;

    public TShown this[int index] => show(records[index]);

    public IEnumerator<TShown> GetEnumerator() => records.Select(show).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
