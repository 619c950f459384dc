namespace Baton.Rehearsals.Witnessing;

/// <summary>All that the clients saw, in the order in which their requests ended.</summary>
public sealed record WitnessRecord(DateTimeOffset StartedAt, TimeSpan Duration, IReadOnlyList<SeenRequest> Requests)
{
    public Gap LongestWriteGap => LongestGap(static request => request.Kind is RequestKind.Write);

    public Gap LongestReadGap => LongestGap(static request => request.Kind is RequestKind.Read);

    public int Failed => Requests.Count(static request => !request.Succeeded);

    /// <summary>The longest time in which nobody was told "yes", from the first success to the end of the watch.</summary>
    private Gap LongestGap(Func<SeenRequest, bool> counts)
    {
        var longest = new Gap(TimeSpan.Zero, TimeSpan.Zero);
        TimeSpan? last = null;
        foreach (var ended in Requests.Where(request => request.Succeeded && counts(request)).Select(static request => request.Ended).Append(Duration))
        {
            if (last is { } previous && ended - previous > longest.Length)
            {
                longest = new Gap(previous, ended - previous);
            }

            last = ended;
        }

        return longest;
    }
}
