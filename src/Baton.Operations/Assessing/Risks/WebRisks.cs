using System.Globalization;
using Baton.Hosts.Assessing;
using Baton.Hosts.Assessing.Applications;

namespace Baton.Operations.Assessing.Risks;

internal static class WebRisks
{
    public static IEnumerable<Risk> Find(ServerAssessment seen)
    {
        foreach (var certificate in seen.Certificates)
        {
            foreach (var risk in Of(certificate, seen.At))
            {
                yield return risk;
            }
        }

        if (seen.Sites.Count > 0 && seen.Sites.All(site => site.Certificate is null) && seen.Ports.All(port => port.Port != 443))
        {
            yield return new(RiskLevel.Medium, "web", "No site speaks TLS here.", "If something in front of it does (a balancer, a CDN), it must be told of the new address; if nothing does, this is the moment to begin.");
        }

        foreach (var site in seen.Sites.Where(site => site.AsksForPassword))
        {
            yield return new(RiskLevel.Low, "web", $"{string.Join(" ", site.Names.DefaultIfEmpty("A site"))} asks for a password by a file of its own.", "The password file comes over with the web server's configuration; check that it is named under 'folders' if people change it.");
        }

        foreach (var other in seen.WebServers.Where(server => server.Name is "caddy" or "haproxy" or "traefik" or "lighttpd"))
        {
            yield return new(RiskLevel.Medium, "web", $"The sites of {other.Name} were not read.", "Look through its configuration by hand for upstreams and certificates.");
        }
    }

    private static IEnumerable<Risk> Of(SiteCertificate certificate, DateTimeOffset now)
    {
        var name = certificate.Names is [var first, ..] ? first : certificate.Path;
        if (certificate.Expires is not { } expires)
        {
            yield return new(RiskLevel.Medium, "certificate", $"{certificate.Path} could not be read.", "See when it expires: openssl x509 -noout -enddate -in FILE");
            yield break;
        }

        var days = (expires - now).TotalDays;
        if (days < 30)
        {
            yield return new(
                days < 14 ? RiskLevel.High : RiskLevel.Medium, "certificate",
                string.Create(CultureInfo.InvariantCulture, $"The certificate of {name} {(days < 0 ? "has expired on" : "expires on")} {expires:yyyy-MM-dd}."), "Renew it before the switch: between the two addresses a renewal by HTTP may fail.");
        }

        switch (certificate.RenewedBy)
        {
            case "certbot" or "acme.sh":
                yield return new(
                    RiskLevel.Medium, "certificate", $"{certificate.RenewedBy} renews the certificate of {name} here.",
                    "Key, certificate and account come over; the timer must run on one server only. Until DNS leads to the new one, the old one forwards /.well-known/acme-challenge, or renew beforehand.");
                break;
            case "certbot-without-timer" or "certbot-without-settings":
                yield return new(RiskLevel.High, "certificate", $"certbot made the certificate of {name}, and nothing renews it.", "Enable certbot.timer, and check with 'certbot renew --dry-run'.");
                break;
            case "never" when certificate.Issuer == "itself":
                yield return new(RiskLevel.Low, "certificate", $"{name} shows the certificate that the distribution made for itself.", "Browsers refuse it; is the site used at all?");
                break;
            default:
                yield return new(RiskLevel.Medium, "certificate", $"It could not be found out what renews the certificate of {name}.", "Ask whoever bought it, note the date, and carry the key over.");
                break;
        }
    }
}
