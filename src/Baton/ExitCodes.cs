namespace Baton;

/// <summary>What the program's exit status means; in docs/output-formats.md too.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It did not succeed, and everything is as before.</summary>
    public const int Failed = 1;

    /// <summary>The command line or baton.yaml is wrong; nothing was tried.</summary>
    public const int BadUsage = 2;

    /// <summary>Something is half done: resume or roll back.</summary>
    public const int Unfinished = 3;

    /// <summary>It was done, and the proof says no: an image that does not work, a rehearsal that lost a write.</summary>
    public const int NotProved = 4;

    /// <summary>A bug of ours (EX_SOFTWARE).</summary>
    public const int Bug = 70;

    /// <summary>128 + SIGINT.</summary>
    public const int Cancelled = 130;
}
