using System.Security.Cryptography;
using Baton.Aws.Wire;

namespace Baton.Cloud.Server;

/// <summary>Ids as AWS makes them: a prefix and 17 hexadecimal digits.</summary>
internal static class Ids
{
    public static string New(string prefix) => $"{prefix}-{RandomNumberGenerator.GetHexString(17, lowercase: true)}";

    /// <summary>Throws what AWS says of an id that cannot be one.</summary>
    public static string Check(string id, string prefix, string kind)
    {
        var digits = id.StartsWith($"{prefix}-", StringComparison.Ordinal) ? id[(prefix.Length + 1)..] : "";
        return digits.Length is 8 or 17 && digits.All(char.IsAsciiHexDigitLower)
            ? id
            : throw Ec2Errors.Malformed(kind, id, prefix);
    }

    /// <summary>The record of every id asked for, or AWS's error for the first that is malformed or not there.</summary>
    public static IReadOnlyList<T> Find<T>(IReadOnlyList<string> ids, string prefix, string kind, Func<string, T?> find)
        where T : class =>
        [.. ids.Select(id => find(Check(id, prefix, kind)) ?? throw Ec2Errors.NotFound(kind, id))];
}
