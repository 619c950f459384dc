using Baton.Operations;

namespace Baton.Documents;

/// <summary>Where the names of a server lead just now.</summary>
internal sealed record NamesDocument(IReadOnlyList<NameDocument> Names)
{
    public string? LoweredBy { get; init; }

    public DateTimeOffset? CutOverFrom { get; init; }

    public string? NotWaited { get; init; }

    public static NamesDocument From(NamesStanding standing) => new(
        [.. standing.Names.GroupBy(answer => answer.Name).Select(group => new NameDocument(
            group.Key,
            [.. group.Where(answer => answer.Server is not null).Select(answer => new NameAnswerDocument(answer.Server!, answer.IsResolver, answer.Address, answer.TimeToLive))]))])
    {
        LoweredBy = standing.LoweredBy,
        CutOverFrom = standing.CutOverFrom,
        NotWaited = standing.NotWaited,
    };
}
