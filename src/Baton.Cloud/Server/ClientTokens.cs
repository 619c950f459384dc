using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Wire;
using Baton.Cloud.State;

namespace Baton.Cloud.Server;

/// <summary>Client tokens: the same token and the same question have the same answer.</summary>
internal static class ClientTokens
{
    /// <summary>What the token made before, or null when it is new. Throws AWS's error when it was used for something else.</summary>
    public static string? Find(this CloudState state, string action, string? token, string asked)
    {
        if (state.Tokens.Find(Key(action, token)) is not { } known)
        {
            return null;
        }

        return known.Asked == Hash(asked)
            ? known.ResourceId
            : throw new AwsException("IdempotentParameterMismatch", "The client token was used with different parameters in an earlier request.");
    }

    public static void Remember(this CloudState state, string action, string? token, string asked, string resourceId)
    {
        if (!string.IsNullOrEmpty(token))
        {
            state.Tokens.Put(new(Key(action, token), Hash(asked), resourceId));
        }
    }

    private static string Key(string action, string? token) => $"{action}/{token}";

    private static string Hash(string asked) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)));
}
