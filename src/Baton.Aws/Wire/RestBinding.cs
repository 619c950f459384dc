namespace Baton.Aws.Wire;

/// <summary>Where an action of a REST service lives: <c>POST /2013-04-01/hostedzone/{Id}/rrset/</c>.</summary>
/// <param name="Path">With parameters in braces.</param>
/// <param name="Body">The root element of the request's body; null when it has none.</param>
/// <param name="Status">Of an answer that says yes.</param>
public sealed record RestBinding(string Method, string Path, string? Body, int Status)
{
    private string[] Segments => field ??= Split(Path);

    /// <summary>The parameters in the path of a request for this action, or null when it is for another.</summary>
    public IReadOnlyDictionary<string, string>? Match(string method, string path)
    {
        var asked = Split(path);
        if (method != Method || asked.Length != Segments.Length)
        {
            return null;
        }

        var parameters = new Dictionary<string, string>();
        foreach (var (wanted, segment) in Segments.Zip(asked))
        {
            if (wanted.StartsWith('{'))
            {
                parameters[wanted] = Uri.UnescapeDataString(segment);
            }
            else if (wanted != segment)
            {
                return null;
            }
        }

        return parameters;
    }

    // Clients differ in whether they send the last slash.
    private static string[] Split(string path) => path.Trim('/').Split('/');
}
