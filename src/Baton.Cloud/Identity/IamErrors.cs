using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Aws.Wire;

namespace Baton.Cloud.Identity;

/// <summary>AWS's errors of IAM, and what its names and documents can be.</summary>
internal static partial class IamErrors
{
    public static AwsException NoSuch(string kind, string? name) => new("NoSuchEntity", $"{kind} with name {name} cannot be found.", HttpStatusCode.NotFound);

    public static AwsException Exists(string kind, string name) => new("EntityAlreadyExists", $"{kind} with name {name} already exists.", HttpStatusCode.Conflict);

    public static AwsException Conflict(string message) => new("DeleteConflict", message, HttpStatusCode.Conflict);

    public static AwsException Limit(string message) => new("LimitExceeded", message, HttpStatusCode.Conflict);

    public static string CheckName(string? name) => NameForm().IsMatch(name ?? "") ? name! : throw new AwsException("ValidationError", $"The specified value for name is invalid: '{name}'. It must contain only alphanumeric characters and/or the following: +=,.@_-");

    public static string CheckPath(string? path) => path is null ? "/" : PathForm().IsMatch(path) ? path : throw new AwsException("ValidationError", $"The specified value for path is invalid: '{path}'. It must begin and end with / and contain only alphanumeric characters and/or / characters.");

    /// <summary>Only that it is a document at all: nothing is decided by it.</summary>
    public static string CheckDocument(string? document)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document ?? "");
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? document! : throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    /// <summary>Documents travel encoded in answers.</summary>
    public static string Encoded(string document) => Uri.EscapeDataString(document);

    private static AwsException Malformed() => new("MalformedPolicyDocument", "Syntax errors in policy.");

    [GeneratedRegex(@"^[\w+=,.@-]{1,128}$", RegexOptions.NonBacktracking)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^/(?:[\x21-\x7e]{0,510}/)?$", RegexOptions.NonBacktracking)]
    private static partial Regex PathForm();
}
