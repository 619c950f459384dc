using System.CommandLine;
using System.Globalization;
using Baton.Engine.Problems;
using Baton.Operations;

namespace Baton.Commands;

internal sealed class ResizeOperation : Operation
{
    private readonly Argument<string> _server = Servers.Argument();

    private readonly Option<string?> _memory = new("--memory") { Description = "At least so much memory, such as 4GiB", HelpName = "SIZE" };

    private readonly Option<int?> _cpus = new("--cpus") { Description = "At least so many virtual processors", HelpName = "NUMBER" };

    private readonly Option<string?> _type = new("--type") { Description = "Exactly this instance type", HelpName = "TYPE" };

    public override string Name => "resize";

    public override string Description => "Move a live server to a machine of another size; requests are held, no write is lost";

    public override string Example => "resize payroll --memory 4GiB";

    public override bool Asks => true;

    public override IEnumerable<Symbol> Symbols() => [_server, _memory, _cpus, _type];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new ResizeRequest { InstanceType = parsed.GetValue(_type), MemoryMiB = parsed.GetValue(_memory) is { } memory ? MiB(memory) : null, Cpus = parsed.GetValue(_cpus) };
        if (request == new ResizeRequest())
        {
            throw new BatonException(ProgramProblems.SizeMissing());
        }

        return session.Operations.ResizeAsync(session.Server(parsed.GetValue(_server)!), request, cancellationToken);
    }

    /// <summary>"4GiB", "4G", "512 MiB".</summary>
    internal static int MiB(string text)
    {
        var digits = text.TakeWhile(character => char.IsAsciiDigit(character) || character == '.').Count();
        int? unit = text[digits..].Trim().ToUpperInvariant() switch
        {
            "GIB" or "GB" or "G" => 1024,
            "MIB" or "MB" or "M" => 1,
            _ => null,
        };
        return unit is { } factor && double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e6
            ? (int)Math.Ceiling(number * factor)
            : throw new BatonException(ProgramProblems.SizeUnreadable(text));
    }
}
