using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Baton.Rehearsals.Stage;

namespace Baton.Rehearsals;

/// <summary>The options that say how much is in the server of a rehearsal.</summary>
internal sealed class DataAmount(Option<int> times)
{
    private const int MostKiB = 1024 * 1024;

    private readonly Option<int?> _rows = Number("--rows", "How many rows the database has", 100_000_000);
    private readonly Option<int?> _files = Number("--files", "How many documents there are", 1_000_000);
    private readonly Option<string?> _fileSize = FileSize();

    public void AddTo(Command command)
    {
        command.Add(times);
        command.Add(_rows);
        command.Add(_files);
        command.Add(_fileSize);
    }

    public DataSize Of(ParseResult parsed)
    {
        var size = DataSize.Times(parsed.GetValue(times));
        return new(
            parsed.GetValue(_rows) is { } rows ? DataSize.EmployeesFor(rows) : size.Employees,
            parsed.GetValue(_files) ?? size.Documents,
            parsed.GetValue(_fileSize) is { } text ? KiB(text)!.Value : size.DocumentKiB);
    }

    /// <summary>"64KiB", "64K", "2MiB"; null for anything else.</summary>
    internal static int? KiB(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = text[digits..].Trim().ToUpperInvariant() switch { "K" or "KIB" => 1, "M" or "MIB" => 1024, _ => 0 };
        return unit > 0 && int.TryParse(text[..digits], CultureInfo.InvariantCulture, out var number) && number > 0 && (long)number * unit <= MostKiB ? number * unit : null;
    }

    private static Option<int?> Number(string name, string description, int most)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add((OptionResult result) =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 || result.GetValueOrDefault<int?>() > most)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from 1 to {most}."));
            }
        });
        return option;
    }

    private static Option<string?> FileSize()
    {
        var option = new Option<string?>("--file-size") { Description = "How big each document is", HelpName = "SIZE" };
        option.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && KiB(text) is null)
            {
                result.AddError("--file-size takes a size up to 1024MiB, such as 64KiB or 2MiB.");
            }
        });
        return option;
    }
}
