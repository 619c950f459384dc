using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Wire;

namespace Baton.Cloud.KeyPairs;

/// <summary>A public key as SSH writes it, and the fingerprints by which EC2 shows it.</summary>
internal sealed record PublicKey(string Type, byte[] Blob)
{
    /// <summary>As in authorized_keys, without a comment.</summary>
    public string Line => $"{Name(Type)} {Convert.ToBase64String(Blob)}";

    /// <summary>What EC2 shows of a key that was imported: MD5 over DER for RSA, OpenSSH's SHA-256 for ED25519.</summary>
    public string Fingerprint => Type == "rsa" ? ColonHex(Md5(ToRsa().ExportSubjectPublicKeyInfo())) : OpenSshFingerprint;

    public string OpenSshFingerprint => Convert.ToBase64String(SHA256.HashData(Blob));

    /// <summary>Reads the forms that ImportKeyPair takes: OpenSSH, RFC 4716, and a PEM file of an RSA key.</summary>
    public static PublicKey Parse(string material)
    {
        var lines = material.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines is ["-----BEGIN PUBLIC KEY-----" or "-----BEGIN RSA PUBLIC KEY-----", ..])
        {
            return OfPem(material);
        }

        // "ssh-ed25519 AAAAC3Nz… comment", or the same base64 between "---- BEGIN SSH2 PUBLIC KEY ----" and its end, headers ("Comment: …") before it.
        var text = lines is ["---- BEGIN SSH2 PUBLIC KEY ----", ..]
            ? string.Concat(lines[1..].Where(line => !line.Contains(':') && !line.StartsWith("----", StringComparison.Ordinal)))
            : lines.Length == 1 && lines[0].Split(' ') is [_, var encoded, ..] ? encoded : throw Malformed();
        var blob = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, blob, out var length) || length < 4)
        {
            throw Malformed();
        }

        blob = blob[..length];
        var size = BinaryPrimitives.ReadInt32BigEndian(blob);
        var name = size > 0 && size <= length - 4 ? Encoding.ASCII.GetString(blob, 4, size) : "";
        return name switch
        {
            "ssh-rsa" => new("rsa", blob),
            "ssh-ed25519" => new("ed25519", blob),
            _ => throw Malformed(),
        };
    }

    public static PublicKey Of(RSA rsa)
    {
        var parameters = rsa.ExportParameters(false);
        return new("rsa", [.. Field("ssh-rsa"u8), .. Field(Positive(parameters.Exponent!)), .. Field(Positive(parameters.Modulus!))]);
    }

    public static string ColonHex(byte[] hash) => Convert.ToHexStringLower(hash).Chunk(2).Aggregate("", (text, pair) => text.Length == 0 ? new(pair) : $"{text}:{new string(pair)}");

    private static PublicKey OfPem(string material)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(material);
            return Of(rsa);
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            throw Malformed();
        }
    }

    private static string Name(string type) => type == "rsa" ? "ssh-rsa" : "ssh-ed25519";

    private static AwsException Malformed() => new("InvalidKey.Format", "Key is not in valid OpenSSH public key format");

    private RSA ToRsa()
    {
        var fields = new List<byte[]>();
        for (var at = 0; at + 4 <= Blob.Length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(Blob.AsSpan(at));
            if (size < 0 || size > Blob.Length - at - 4)
            {
                throw Malformed();
            }

            fields.Add(Blob[(at + 4)..(at + 4 + size)]);
            at += 4 + size;
        }

        return fields is [_, var exponent, var modulus]
            ? RSA.Create(new RSAParameters { Exponent = exponent, Modulus = modulus.AsSpan().TrimStart((byte)0).ToArray() })
            : throw Malformed();
    }

    private static byte[] Field(ReadOnlySpan<byte> content)
    {
        var field = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, content.Length);
        content.CopyTo(field.AsSpan(4));
        return field;
    }

    // SSH's mpint is signed: a number whose first bit is set needs a zero before it.
    private static byte[] Positive(byte[] number) => number[0] >= 0x80 ? [0, .. number] : number;

    [SuppressMessage("Security", "CA5351", Justification = "EC2 shows this fingerprint; nothing relies on it.")]
    private static byte[] Md5(byte[] content) => MD5.HashData(content);
}
