using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Cloud.Places;

/// <summary>
/// The accounts of one cloud: the one that its own key belongs to, and as many others as anybody cares to use. The key of another account holds its number, and its
/// secret comes from the cloud's own: nothing has to be set up or kept, and who does not know the cloud's secret cannot make one.
/// </summary>
public sealed partial class Accounts(string homeAccountId, string accessKeyId, string secretAccessKey)
{
    private const string Prefix = "AKIAACCT";

    public (string AccessKeyId, string SecretAccessKey) KeysOf(string accountId)
    {
        if (accountId == homeAccountId)
        {
            return (accessKeyId, secretAccessKey);
        }

        return IsAccount(accountId)
            ? ($"{Prefix}{accountId}", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secretAccessKey), Encoding.UTF8.GetBytes($"account {accountId}"))[..30]))
            : throw new ArgumentException($"'{accountId}' is no account: it has 12 digits.", nameof(accountId));
    }

    /// <summary>The account of a key, or null when it is nobody's.</summary>
    public string? AccountOf(string key) =>
        key == accessKeyId ? homeAccountId : key.StartsWith(Prefix, StringComparison.Ordinal) && IsAccount(key[Prefix.Length..]) ? key[Prefix.Length..] : null;

    public string? SecretOf(string key) => AccountOf(key) is { } account ? KeysOf(account).SecretAccessKey : null;

    public static bool IsAccount(string text) => AccountNumber().IsMatch(text);

    [GeneratedRegex("^[0-9]{12}$", RegexOptions.NonBacktracking)]
    private static partial Regex AccountNumber();
}
