using Baton.Configuration;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;

namespace Baton.Tests.Configuration;

public sealed class DnsSectionTests
{
    [Fact]
    public void Everything_that_names_can_have_is_read()
    {
        var dns = BatonFile.Parse(
            """
            servers:
              payroll:
                dns:
                  names: [payroll.example.com]
                  provider: rfc2136
                  zone: example.com
                  server: 192.0.2.53:5353
                  key-file: /etc/baton/update.key
                  ttl: 30s
                  resolvers: [9.9.9.9, "[2001:db8::1]:53"]
                  authorities: [192.0.2.54]
                  patience: 10m
            """,
            "baton.yaml").Servers[0].Dns;

        Assert.Equal((DnsProviderKind.Rfc2136, "example.com", "192.0.2.53:5353"), (dns.Provider, dns.Zone, dns.Server));
        Assert.Equal(("/etc/baton/update.key", TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10)), (dns.KeyFile, dns.TimeToLive, dns.Patience));
        Assert.Equal(["payroll.example.com", "9.9.9.9", "[2001:db8::1]:53", "192.0.2.54"], [.. dns.Names, .. dns.Resolvers, .. dns.Authorities]);
    }

    [Theory]
    [InlineData("{ provider: manual }", "BTN0204")]
    [InlineData("{ names: [payroll.example.com], provider: rfc2136 }", "BTN0204")]
    [InlineData("{ names: [payroll.example.com], provider: bind }", "BTN0205")]
    [InlineData("{ names: [\"a..b\"] }", "BTN0205")]
    [InlineData("{ names: [payroll] }", "BTN0205")]
    [InlineData("{ names: [payroll.example.com], resolvers: [nearby] }", "BTN0205")]
    [InlineData("{ names: [payroll.example.com], ttl: 48h }", "BTN0205")]
    [InlineData("{ names: [payroll.example.com], tll: 60s }", "BTN0202")]
    public void What_is_wrong_with_names_is_said_with_its_line(string section, string code)
    {
        var problem = Assert.Single(Assert.Throws<BatonException>(() => BatonFile.Parse($"servers:\n  payroll:\n    dns: {section}\n", "baton.yaml")).Problems);

        Assert.Equal(code, problem.Code);
        Assert.StartsWith("baton.yaml:3: ", problem.Message, StringComparison.Ordinal);
    }
}
