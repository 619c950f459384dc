using System.Net.Mail;
using Baton.Operations.Configuration;

namespace Baton.Configuration;

/// <summary>Reads 'announce' of a server.</summary>
internal static class AnnounceSection
{
    private static readonly Dictionary<string, SmtpSecurity> s_securities = new() { ["starttls"] = SmtpSecurity.StartTls, ["tls"] = SmtpSecurity.Tls, ["none"] = SmtpSecurity.None };

    public static AnnounceOptions? Read(YamlSection server)
    {
        if (server.Section("announce", $"announce of {server.Name}") is not { } section)
        {
            return null;
        }

        string Required(string key, string hint)
        {
            if (section.Text(key) is { } text)
            {
                return text;
            }

            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, key, hint));
            return "";
        }

        var from = Required("from", "In whose name mail is sent: from: Payroll team <payroll@example.com>");
        Address(section, "from", from, section.WhereIs("from"));
        var zone = Required("time-zone", "The users' time zone: time-zone: Europe/Berlin");
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            section.Add(ConfigurationProblems.WrongValue(section.WhereIs("time-zone"), "time-zone", zone, "a time zone by its name, such as Europe/Berlin or UTC"));
        }

        var options = new AnnounceOptions
        {
            From = from,
            TimeZone = zone,
            Contact = Required("contact", "Whom users ask: contact: support@example.com"),
            To = Addresses(section, "to"),
            Internal = Addresses(section, "internal"),
            Service = section.Text("service"),
            Url = section.Text("url"),
            WebhookFile = section.Text("webhook-file"),
            Smtp = ReadSmtp(section),
        };
        section.Done();
        if (options.Smtp is null && options.To.Count + options.Internal.Count > 0)
        {
            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, "smtp", "Say which server takes the mail: smtp: {host: smtp.example.com}"));
        }

        return options;
    }

    private static SmtpOptions? ReadSmtp(YamlSection announce)
    {
        if (announce.Section("smtp", $"smtp of {announce.Name}") is not { } section)
        {
            return null;
        }

        var security = section.Choice("security", s_securities) ?? SmtpSecurity.StartTls;
        var smtp = new SmtpOptions
        {
            Host = section.Text("host") ?? "",
            Port = section.Number("port", 1, 65535) ?? security switch { SmtpSecurity.Tls => 465, SmtpSecurity.StartTls => 587, _ => 25 },
            Security = security,
            User = section.Text("user"),
            PasswordFile = section.Text("password-file"),
            PasswordVariable = section.Text("password-variable"),
        };
        Check(section, smtp);
        section.Done();
        return smtp;
    }

    private static void Check(YamlSection section, SmtpOptions smtp)
    {
        if (smtp.Host.Length == 0)
        {
            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, "host", "Name the mail server: host: smtp.example.com"));
        }

        if (smtp is { User: not null, PasswordFile: null, PasswordVariable: null } or { PasswordFile: not null, PasswordVariable: not null })
        {
            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, "password-file or password-variable", "Give exactly one of the two; the password itself has no place in baton.yaml."));
        }

        if (smtp is { User: not null, Security: SmtpSecurity.None } && smtp.Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            section.Add(ConfigurationProblems.WrongValue(section.WhereIs("security"), "security", "none", "starttls or tls: a password would go over the network for everybody to read"));
        }
    }

    private static List<string> Addresses(YamlSection section, string key)
    {
        var addresses = section.Texts(key);
        foreach (var (value, where) in addresses)
        {
            Address(section, key, value, where);
        }

        return [.. addresses.Select(address => address.Value).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static void Address(YamlSection section, string key, string value, string where)
    {
        if (value.Length > 0 && (!MailAddress.TryCreate(value, out var address) || !address.Address.All(char.IsAscii) || value.Any(char.IsControl)))
        {
            section.Add(ConfigurationProblems.WrongValue(where, key, value, "a mail address, such as payroll@example.com"));
        }
    }
}
