using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Baton.Hosts.Assessing.Applications;

namespace Baton.Hosts.Assessing.Readers;

internal static class WebReader
{
    public static ServerAssessment Read(ServerAssessment seen, Answers answers) => seen with
    {
        WebServers = [.. answers.Rows("server").Select(row => new WebServer(row.Field(0), row.Field(1)))],
        Sites = [.. answers.Rows("site").Select(Site)],
        Certificates = [.. answers.Rows("certificate").Select(Certificate)],
        Usage = [.. answers.Rows("usage").Select(Usage).OfType<UsageHour>()],
    };

    private static WebSite Site(string[] row) => new()
    {
        Server = row.Field(0),
        Names = row.List(1),
        Listens = row.List(2),
        Roots = [.. row.List(3).Where(folder => folder.StartsWith('/'))],
        Targets = row.List(4),
        Certificate = row.Field(5) is { Length: > 0 } file ? file.Trim('"') : null,
        AsksForPassword = row.IsYes(6),
    };

    private static SiteCertificate Certificate(string[] row)
    {
        var unread = new SiteCertificate { Path = row.Field(0), RenewedBy = row.Field(1), Names = [], Issuer = "unknown", Expires = null };
        if (row.Field(2).Length == 0)
        {
            return unread;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(row.Field(2)));
            var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames()).ToList();
            return unread with
            {
                Names = alternatives is [] ? [certificate.GetNameInfo(X509NameType.SimpleName, false)] : alternatives,
                Issuer = certificate.Subject == certificate.Issuer ? "itself" : certificate.GetNameInfo(X509NameType.SimpleName, true),
                Expires = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            };
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            // A damaged file: the report says that it could not be read.
            return unread;
        }
    }

    private static UsageHour? Usage(string[] row) =>
        DateOnly.TryParseExact(row.Field(0), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && row.Whole(1) is >= 0 and < 24 and var hour
            ? new(day, (int)hour, row.Whole(2))
            : null;
}
