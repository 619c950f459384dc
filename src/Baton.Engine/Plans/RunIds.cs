using System.Globalization;
using System.Security.Cryptography;

namespace Baton.Engine.Plans;

/// <summary>Names of runs that a person can read and type: <c>resize-20261121-0931-k3f9</c>, in UTC.</summary>
public static class RunIds
{
    // Without the letters and digits that are taken for one another.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <param name="isTaken">Four characters are short enough to type, and may come twice in a minute.</param>
    public static string New(string kind, TimeProvider time, Predicate<string> isTaken)
    {
        while (true)
        {
            var id = Any(kind, time);
            if (!isTaken(id))
            {
                return id;
            }
        }
    }

    private static string Any(string kind, TimeProvider time) =>
        $"{kind}-{time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString(Alphabet, 4)}";
}
