using Baton.Configuration;
using Baton.Engine.Problems;

namespace Baton.Tests.Configuration;

public sealed class TestSectionTests
{
    [Fact]
    public void Everything_that_a_test_can_have_is_read()
    {
        var test = BatonFile.Parse(
            """
            servers:
              payroll:
                test:
                  url: https://payroll.example.com
                  paths: [/, /login]
                  ignore: ['visitor number \d+']
                  from: [203.0.113.0/24, "2001:db8::/32"]
            """,
            "baton.yaml").Servers[0].Test;

        Assert.Equal(new Uri("https://payroll.example.com"), test.Url);
        Assert.Equal(["/", "/login", @"visitor number \d+", "203.0.113.0/24", "2001:db8::/32"], [.. test.Paths, .. test.Ignore, .. test.From]);
    }

    [Theory]
    [InlineData("{ url: payroll.example.com }", "BTN0205")]
    [InlineData("{ url: \"https://payroll.example.com/login\" }", "BTN0205")]
    [InlineData("{ paths: [login] }", "BTN0205")]
    [InlineData("{ ignore: [\"(\"] }", "BTN0205")]
    [InlineData("{ from: [203.0.113.7] }", "BTN0205")]
    [InlineData("{ form: [203.0.113.0/24] }", "BTN0202")]
    public void What_is_wrong_with_a_test_is_said_with_its_line(string section, string code)
    {
        var problem = Assert.Single(Assert.Throws<BatonException>(() => BatonFile.Parse($"servers:\n  payroll:\n    test: {section}\n", "baton.yaml")).Problems);

        Assert.Equal(code, problem.Code);
        Assert.StartsWith("baton.yaml:3: ", problem.Message, StringComparison.Ordinal);
    }
}
