namespace Baton.Operations.Announcing.Smtp;

/// <summary>"550 5.1.1 no such user".</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>It may be otherwise later (4xx).</summary>
    public bool IsTemporary => Code is >= 400 and < 500;

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";
}
