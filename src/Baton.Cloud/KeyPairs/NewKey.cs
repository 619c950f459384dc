using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Baton.Cloud.Programs;
using Baton.Cloud.Server;

namespace Baton.Cloud.KeyPairs;

/// <summary>A key pair just made. The private half is told once and kept nowhere.</summary>
internal sealed record NewKey(PublicKey Public, string Fingerprint, string PrivateKey)
{
    public static async Task<NewKey> MakeAsync(string type, CancellationToken cancellationToken) =>
        type == "rsa" ? MakeRsa() : await MakeEd25519Async(cancellationToken);

    [SuppressMessage("Security", "CA5350", Justification = "EC2 shows this fingerprint; nothing relies on it.")]
    private static NewKey MakeRsa()
    {
        using var rsa = RSA.Create(2048);
        return new(PublicKey.Of(rsa), PublicKey.ColonHex(SHA1.HashData(rsa.ExportPkcs8PrivateKey())), rsa.ExportRSAPrivateKeyPem());
    }

    // .NET has no Ed25519; OpenSSH, which whoever uses the key has anyway, does.
    private static async Task<NewKey> MakeEd25519Async(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("baton-key-");
        try
        {
            var file = Path.Combine(folder.FullName, "key");
            var result = await new HostProgram("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file]).RunAsync(cancellationToken);
            if (result.ExitCode != 0)
            {
                throw Ec2Errors.Unsupported($"ED25519 keys need ssh-keygen on the computer of the local cloud: {result.Errors.Trim()}");
            }

            var key = PublicKey.Parse(await File.ReadAllTextAsync($"{file}.pub", cancellationToken));
            return new(key, key.OpenSshFingerprint, await File.ReadAllTextAsync(file, cancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
