using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.KeyPairs;

internal static class KeyPairRules
{
    public static KeyPairRecord? FindByName(this Table<KeyPairRecord> pairs, string? name) => pairs.All.FirstOrDefault(pair => pair.Name == name);

    public static void CheckNewName(this Table<KeyPairRecord> pairs, string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > 255)
        {
            throw Ec2Errors.InvalidValue($"Value ({name}) for parameter KeyName is invalid. Length must be between 1 and 255 characters.");
        }

        if (pairs.FindByName(name) is not null)
        {
            throw new AwsException("InvalidKeyPair.Duplicate", $"The keypair '{name}' already exists.");
        }
    }
}
