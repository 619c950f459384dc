namespace Baton.Terminals;

/// <summary>The few control sequences that the moving picture of a run needs. https://ecma-international.org/publications-and-standards/standards/ecma-48/</summary>
internal static class Ansi
{
    public const string Reset = "\e[0m";
    public const string Dim = "\e[2m";
    public const string Bold = "\e[1m";
    public const string Red = "\e[31m";
    public const string Green = "\e[32m";
    public const string Yellow = "\e[33m";
    public const string Cyan = "\e[36m";

    /// <summary>To the start of the line, which is emptied.</summary>
    public const string ClearLine = "\r\e[2K";
}
