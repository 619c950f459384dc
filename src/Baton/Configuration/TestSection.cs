using System.Net;
using System.Text.RegularExpressions;
using Baton.Operations.Configuration;

namespace Baton.Configuration;

/// <summary>Reads how one server's new environment is tried.</summary>
internal static class TestSection
{
    public static TestOptions Read(YamlSection server)
    {
        var defaults = new TestOptions();
        if (server.Section("test", $"test of {server.Name}") is not { } section)
        {
            return defaults;
        }

        var paths = section.Texts("paths");
        foreach (var (path, where) in paths.Where(path => !path.Value.StartsWith('/')))
        {
            section.Add(ConfigurationProblems.WrongValue(where, "paths", path, "a path that begins with /, such as /login"));
        }

        foreach (var (pattern, where) in section.Texts("ignore").Where(pattern => !CanBePattern(pattern.Value)))
        {
            section.Add(ConfigurationProblems.WrongValue(where, "ignore", pattern, "a regular expression"));
        }

        foreach (var (block, where) in section.Texts("from").Where(block => !IPNetwork.TryParse(block.Value, out _)))
        {
            section.Add(ConfigurationProblems.WrongValue(where, "from", block, "a CIDR block, such as 203.0.113.0/24"));
        }

        var test = new TestOptions
        {
            Url = Url(section),
            Paths = paths is [] ? defaults.Paths : [.. paths.Select(path => path.Value)],
            Ignore = [.. section.Texts("ignore").Select(pattern => pattern.Value)],
            From = [.. section.Texts("from").Select(block => block.Value)],
        };
        section.Done();
        return test;
    }

    private static Uri? Url(YamlSection section)
    {
        if (section.Text("url") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", PathAndQuery: "/" })
        {
            return url;
        }

        section.Add(ConfigurationProblems.WrongValue(section.WhereIs("url"), "url", text, "what users type, without a path, such as https://www.example.com"));
        return null;
    }

    private static bool CanBePattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
