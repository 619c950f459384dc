using System.Globalization;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Baton.Configuration;

/// <summary>Finds and reads baton.yaml. Everything that is wrong with it comes in one <see cref="BatonException"/>.</summary>
internal static class BatonFile
{
    public const string Name = "baton.yaml";

    /// <summary>The file in the folder or the nearest one above it.</summary>
    public static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, Name);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new BatonException(ConfigurationProblems.NoFile(folder));
    }

    public static BatonConfiguration Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BatonException(ConfigurationProblems.CannotRead(path, failure.Message), failure);
        }
    }

    /// <param name="text">The content.</param>
    /// <param name="file">How messages call it.</param>
    public static BatonConfiguration Parse(string text, string file)
    {
        var problems = new List<Problem>();
        var root = Root(text, file, problems);
        var section = new YamlSection(root, root, "the file", file, problems);
        var configuration = new BatonConfiguration
        {
            Region = section.Text("region"),
            Profile = section.Text("profile"),
            Endpoint = Endpoint(section),
            Servers = [.. section.Named("servers", name => $"server '{name}'").Select(server => ServerSection.Read(server.Key, server.Section))],
        };
        section.Done();
        return problems.Count == 0 ? configuration : throw new BatonException([.. problems.OrderBy(LineOf)]);
    }

    private static YamlMappingNode Root(string text, string file, List<Problem> problems)
    {
        var stream = new YamlStream();
        try
        {
            DuplicateKeys.Report(text, file, problems);
            if (problems.Count > 0)
            {
                throw new BatonException(problems);
            }

            stream.Load(new StringReader(text));
        }
        catch (YamlException failure)
        {
            var where = $"{file}:{failure.Start.Line.ToString(CultureInfo.InvariantCulture)}";
            throw new BatonException(ConfigurationProblems.NotYaml(where, failure.Message), failure);
        }

        switch (stream.Documents)
        {
            case []:
                return new YamlMappingNode();
            case [{ RootNode: YamlMappingNode mapping }, ..]:
                return mapping;
            default:
                throw new BatonException(ConfigurationProblems.WrongType($"{file}:1", "the file", "a mapping that starts with 'servers:'", "something else"));
        }
    }

    private static Uri? Endpoint(YamlSection section)
    {
        if (section.Text("endpoint") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return uri;
        }

        section.Add(ConfigurationProblems.WrongValue(section.WhereIs("endpoint"), "endpoint", text, "a URL, such as http://127.0.0.1:4570"));
        return null;
    }

    /// <summary>The line of "baton.yaml:12: …": problems are shown in the order of the file, not of the reading.</summary>
    private static int LineOf(Problem problem) =>
        problem.Message.Split(':') is [_, var line, ..] && int.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
