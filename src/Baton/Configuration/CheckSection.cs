using System.Globalization;
using Baton.Operations.Configuration;
using YamlDotNet.RepresentationModel;

namespace Baton.Configuration;

/// <summary>Reads one check: exactly one of http, tcp, command and sql, and what is expected of it.</summary>
internal static class CheckSection
{
    private static readonly (string Key, CheckKind Kind)[] s_kinds =
        [("http", CheckKind.Http), ("tcp", CheckKind.Tcp), ("command", CheckKind.Command), ("sql", CheckKind.Sql)];

    public static CheckOptions? Read(YamlSection server, YamlNode item, int number)
    {
        var name = $"check {number.ToString(CultureInfo.InvariantCulture)} of {server.Name}";
        if (server.AsSection(item, "checks", name) is not { } section)
        {
            return null;
        }

        var targets = s_kinds.Select(kind => (kind.Key, kind.Kind, Target: section.Text(kind.Key))).Where(kind => kind.Target is not null).ToList();
        if (targets.Count != 1)
        {
            section.Add(ConfigurationProblems.Missing(section.Where, name, "http, tcp, command or sql", "Give exactly one of the four."));
            ReadRest(section, "", CheckKind.Command, "");
            return null;
        }

        var (key, kind, target) = targets[0];
        Validate(section, key, kind, target!);
        return ReadRest(section, key, kind, target!);
    }

    private static CheckOptions ReadRest(YamlSection section, string key, CheckKind kind, string target)
    {
        var check = new CheckOptions
        {
            Name = section.Text("name") ?? $"{key} {target}",
            Kind = kind,
            Target = target,
            ExpectStatus = section.Number("status", 100, 599) ?? 200,
            Expect = section.Text("expect"),
            Database = section.Text("database"),
            Timeout = section.Duration("timeout") ?? TimeSpan.FromSeconds(10),
            Outside = section.Flag("outside") ?? false,
        };
        section.Done();
        if (check.Outside && kind is (CheckKind.Command or CheckKind.Sql))
        {
            section.Add(ConfigurationProblems.WrongValue(section.WhereIs("outside"), "outside", "true", "left out: only http and tcp can be asked from outside"));
        }

        return check;
    }

    private static void Validate(YamlSection section, string key, CheckKind kind, string target)
    {
        var where = section.WhereIs(key);
        if (kind == CheckKind.Http && !(Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            section.Add(ConfigurationProblems.WrongValue(where, key, target, "a URL as the server itself sees it, such as http://127.0.0.1/health"));
        }

        if (kind == CheckKind.Tcp && !(target.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(target.AsSpan(colon + 1), CultureInfo.InvariantCulture, out _)))
        {
            section.Add(ConfigurationProblems.WrongValue(where, key, target, "an address and a port, such as 127.0.0.1:5432"));
        }
    }
}
