using Baton.Engine.Problems;

namespace Baton.Configuration;

/// <summary>What can be wrong with baton.yaml: BTN02xx. The first words are always file and line.</summary>
internal static class ConfigurationProblems
{
    public const string NoFileCode = "BTN0207";

    public static Problem NotYaml(string where, string said) => new("BTN0201", $"{where}: this is not YAML: {said}", "Mind the indentation, and quote text that holds ': ' or starts with a sign.");

    public static Problem UnknownKey(string where, string key, string section, string? nearest, IEnumerable<string> known) => new(
        "BTN0202", $"{where}: {section} has no key '{key}'.", nearest is null ? $"Its keys are {string.Join(", ", known)}." : $"Did you mean '{nearest}'?");

    public static Problem WrongType(string where, string key, string expected, string found) =>
        new("BTN0203", $"{where}: '{key}' must be {expected}, and is {found}.", $"Write {expected}.");

    public static Problem Missing(string where, string section, string key, string hint) => new("BTN0204", $"{where}: {section} has no '{key}'.", hint);

    public static Problem WrongValue(string where, string key, string value, string expected) =>
        new("BTN0205", $"{where}: '{key}' is '{value}'.", $"It must be {expected}.");

    public static Problem Repeated(string where, string key, int firstLine) =>
        new("BTN0206", $"{where}: '{key}' was given before, in line {firstLine}.", "Keep one of the two.");

    public static Problem NoFile(string looked) =>
        new(NoFileCode, $"There is no baton.yaml in {looked} or above.", "Write one with 'baton init NAME --instance i-…', or name it with --config FILE.");

    public static Problem CannotRead(string path, string why) => new("BTN0208", $"{path} cannot be read: {why}", "Check the path and who may read it.");

    public static Problem ServerUnknown(string name, string path, IReadOnlyList<string> known) => new(
        "BTN0209", $"{path} names no server '{name}'.", known.Count == 0 ? "It names none at all." : $"It names {string.Join(", ", known)}.");

    public static Problem FileExists(string path) => new("BTN0210", $"{path} exists already.", "Name another file with --output, or add the server to it by hand ('--output -' prints it).");
}
