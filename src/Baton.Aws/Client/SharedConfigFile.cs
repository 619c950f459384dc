namespace Baton.Aws.Client;

/// <summary>
/// The file ~/.aws/config, for what AWS's library does not give away: the <c>services</c> sections with endpoints of single services,
/// and the endpoint of a profile that names such a section.
/// </summary>
internal sealed class SharedConfigFile
{
    private readonly Dictionary<string, Dictionary<string, string>> _sections = new(StringComparer.Ordinal);

    private SharedConfigFile(IEnumerable<string> lines)
    {
        Dictionary<string, string>? section = null;
        var parent = "";
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or ';')
            {
                continue;
            }

            if (text[0] == '[')
            {
                // [services local]   [ profile  work ] # comments may follow
                var end = text.IndexOf(']');
                var name = string.Join(' ', text[1..(end < 0 ? text.Length : end)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                section = _sections.TryGetValue(name, out var known) ? known : _sections[name] = new(StringComparer.OrdinalIgnoreCase);
                continue;
            }

            var (key, value) = text.Split('=', 2) is [var left, var right] ? (left.TrimEnd(), right.TrimStart()) : (text, "");
            if (char.IsWhiteSpace(line[0]))
            {
                // Below a key without a value, indented:   ec2 =
                //                                            endpoint_url = http://127.0.0.1:4570
                section?.TryAdd($"{parent}.{key}", value);
            }
            else
            {
                parent = key;
                section?.TryAdd(key, value);
            }
        }
    }

    public static SharedConfigFile Read(Func<string, string?> environment)
    {
        var path = environment("AWS_CONFIG_FILE")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".aws", "config");
        return new(File.Exists(path) ? File.ReadLines(path) : []);
    }

    /// <summary>The endpoint of a service for a profile: its own in the services section, else the profile's.</summary>
    public string? EndpointOf(string service, string profile)
    {
        var section = _sections.GetValueOrDefault($"profile {profile}") ?? _sections.GetValueOrDefault(profile);
        var services = section?.GetValueOrDefault("services") is { } name ? _sections.GetValueOrDefault($"services {name}") : null;
        return services?.GetValueOrDefault($"{service}.endpoint_url") ?? section?.GetValueOrDefault("endpoint_url");
    }
}
