using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Baton.Cloud.Hosting;

/// <summary>The certificate of the cloud's TLS port. It signs itself and stays the same, so that a client has to be told of it once.</summary>
internal static class TlsCertificate
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(3650);

    public static X509Certificate2 Open(string directory, DateTimeOffset now)
    {
        var (certificate, key) = (Path.Combine(directory, "tls.crt"), Path.Combine(directory, "tls.key"));
        if (!File.Exists(certificate) || !File.Exists(key))
        {
            Make(certificate, key, now);
        }

        return X509Certificate2.CreateFromPemFile(certificate, key);
    }

    private static void Make(string certificate, string keyPath, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Baton local cloud", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());

        // Its own authority: clients take it for the root of a chain of one.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now + s_lifetime);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var file = new StreamWriter(keyPath, options))
        {
            file.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        File.WriteAllText(certificate, made.ExportCertificatePem() + "\n");
    }
}
