using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Hosts.Ssh;

/// <summary>
/// A script with its arguments set, as a shell reads it. Arguments are shell variables, not exported: no child process has them in its environment,
/// and since the text goes over standard input no process list shows them.
/// </summary>
internal static partial class ScriptText
{
    private static readonly string Prelude = Scripts.Read("prelude");
    private static readonly HashSet<string> Names = [.. Scripts.Names];

    public static string Compose(HostScript script)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in script.Arguments.Concat(script.Secrets.Select(secret => KeyValuePair.Create(secret.Key, secret.Value.Reveal()))))
        {
            if (!VariableName().IsMatch(name))
            {
                throw new ArgumentException($"'{name}' cannot be the name of an argument.", nameof(script));
            }

            text.Append(name).Append("='").Append(value.Replace("'", "'\\''", StringComparison.Ordinal)).Append("'\n");
        }

        // What the scripts of one area share is in AREA-functions.sh.
        text.Append(Prelude);
        foreach (var area in new[] { script.Name.Split('-')[0], script.Arguments.ContainsKey("pg_data") ? "postgres" : "" }.Distinct())
        {
            if (Names.Contains(area + "-functions"))
            {
                text.Append(Scripts.Read(area + "-functions"));
            }
        }

        return text.Append(Scripts.Read(script.Name)).ToString();
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex VariableName();
}
