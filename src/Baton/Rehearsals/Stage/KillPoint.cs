namespace Baton.Rehearsals.Stage;

/// <summary>A step in the middle of which Baton is killed, once. "promote-new" is the first one of that name, "resize:record-proof" that of the resize.</summary>
internal sealed record KillPoint(string? Kind, string Step)
{
    public static KillPoint Parse(string text) => text.Split(':', 2) is [var kind, var step] ? new(kind, step) : new(null, text);

    public bool Matches(string kind, string step) => step == Step && (Kind is null || Kind == kind);

    public override string ToString() => Kind is null ? Step : $"{Kind}:{Step}";
}
