using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Requests to Route 53 about one zone.</summary>
internal sealed class RandomZoneChange(Random random, string zone)
{
    private static readonly string[] s_names =
        ["www.example.com", "*.example.com", "example.com", ".", "", "a..b", "ä.example.com", "\\052.example.com", "a\\056b.example.com", "\\999.example.com", "example.org", new string('x', 64) + ".example.com", string.Concat(Enumerable.Repeat("x.", 200))];

    private static readonly string[] s_values =
        ["192.0.2.1", "2001:db8::1", "10 mail.example.com", "\"v=spf1 -all\"", "\"", "bare", "", " ", "\"\\377\"", "0 issue \"a\"", "ns.example.com. host.example.com. 1\t2\t3\t4\t5", "99999999999 x", "\ud83d\ude00", new string('y', 5000)];

    private static readonly string[] s_types = ["A", "AAAA", "CNAME", "MX", "TXT", "SOA", "NS", "CAA", "SRV", "DS", "1", "a", "", "OPT", "ANY"];

    private static readonly string[] s_actions = ["CREATE", "DELETE", "UPSERT", "upsert", ""];

    public FuzzRequest Next() => random.Next(2) == 0
        ? new("route53", "POST", $"/2013-04-01/hostedzone/{zone}/rrset/", Encoding.UTF8.GetBytes(Batch()))
        : new("route53", "GET", $"/2013-04-01/hostedzone/{zone}/rrset?name={Uri.EscapeDataString(Any(s_names))}&type={Any(s_types)}&maxitems={random.Next(-1, 3)}", []);

    private string Batch()
    {
        var changes = Enumerable.Range(0, random.Next(1, 3)).Select(_ => new XElement(
            "Change",
            new XElement("Action", Some(s_actions, "UPSERT")),
            new XElement(
                "ResourceRecordSet",
                new XElement("Name", Some(s_names, $"n{random.Next(50)}.example.com")),
                new XElement("Type", Some(s_types, "A")),
                random.Next(20) == 0 ? null : new XElement("TTL", random.Next(20) == 0 ? "soon" : random.Next(-5, 300).ToString(CultureInfo.InvariantCulture)),
                random.Next(20) == 0 ? new XElement("Weight", random.Next(-1, 300)) : null,
                random.Next(20) == 0 ? new XElement("SetIdentifier", "one") : null,
                new XElement("ResourceRecords", new XElement("ResourceRecord", random.Next(20) == 0 ? null : new XElement("Value", Some(s_values, "192.0.2.1")))))));
        var text = new XElement("ChangeResourceRecordSetsRequest", new XElement("ChangeBatch", new XElement("Changes", changes))).ToString();
        return random.Next(10) == 0 ? text[..random.Next(text.Length)] : text;
    }

    // Were everything odd, nothing would get far enough to do harm.
    private string Some(string[] of, string usual) => random.Next(4) == 0 ? Any(of) : usual;

    private string Any(string[] of) => of[random.Next(of.Length)];
}
