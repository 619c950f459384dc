using Baton.Dns;

namespace Baton.Tests.Dns;

public sealed class DnsMessageTests
{
    [Theory]
    [InlineData(DnsType.A, "192.0.2.1")]
    [InlineData(DnsType.AAAA, "2001:db8::1")]
    [InlineData(DnsType.CNAME, "www.example.com.")]
    [InlineData(DnsType.MX, "10 mail.example.com.")]
    [InlineData(DnsType.SOA, "ns.example.com. host.example.com. 1 7200 900 1209600 86400")]
    [InlineData(DnsType.TXT, "\"v=spf1 -all\" \"a \\\" and \\009\"")]
    [InlineData(DnsType.SRV, "1 2 5060 sip.example.com.")]
    [InlineData(DnsType.CAA, "0 issue \"letsencrypt.org\"")]
    [InlineData(DnsType.NAPTR, "100 50 \"s\" \"z3950\" \"\" _z3950._tcp.example.com.")]
    [InlineData(DnsType.DS, "60485 5 1 2bb183af5f22588179a53b0a98631fad1a292118")]
    public void The_data_of_each_type_goes_over_the_wire_and_back(DnsType type, string data)
    {
        var message = new DnsMessage { Id = 7, IsAnswer = true, Question = new("a.example.com.", type), Answers = [new("a.example.com.", type, 300, data)] };

        var read = DnsReader.Read(DnsWriter.Write(message, DnsWriter.LongestMessage));

        Assert.Equal(message.Answers, read.Answers);
        Assert.Equal(message.Question, read.Question);
    }

    [Theory]
    [InlineData(DnsType.A, "192.0.2.256")]
    [InlineData(DnsType.A, "192.0.2")]
    [InlineData(DnsType.A, "2001:db8::1")]
    [InlineData(DnsType.AAAA, "192.0.2.1")]
    [InlineData(DnsType.MX, "mail.example.com.")]
    [InlineData(DnsType.MX, "70000 mail.example.com.")]
    [InlineData(DnsType.CNAME, "a..b.")]
    [InlineData(DnsType.CNAME, "one.example.com. two.example.com.")]
    [InlineData(DnsType.TXT, "\"not closed")]
    [InlineData(DnsType.DS, "1 2 3 xyz")]
    public void Text_that_is_no_data_of_its_type_is_refused(DnsType type, string data) => Assert.Throws<DnsFormatException>(() => RecordText.Check(type, data));

    [Fact]
    public void Names_are_written_once_and_pointed_to()
    {
        var answers = Enumerable.Range(0, 20).Select(number => new DnsRecord("www.example.com.", DnsType.A, 60, $"192.0.2.{number}")).ToList();
        var wire = DnsWriter.Write(new() { Id = 1, IsAnswer = true, Question = new("www.example.com.", DnsType.A), Answers = answers }, 512);

        // Header, question, and 16 bytes for each record.
        Assert.Equal(12 + 21 + (20 * 16), wire.Length);
        Assert.Equal(answers, DnsReader.Read(wire).Answers);
    }

    [Fact]
    public void What_does_not_fit_is_left_out_and_said_to_be()
    {
        var answers = Enumerable.Range(0, 60).Select(number => new DnsRecord("www.example.com.", DnsType.A, 60, $"192.0.2.{number}")).ToList();

        var read = DnsReader.Read(DnsWriter.Write(new() { Id = 1, IsAnswer = true, Question = new("www.example.com.", DnsType.A), Answers = answers, DatagramSize = 1232 }, 512));

        Assert.True(read.Truncated);
        Assert.Empty(read.Answers);
        Assert.Equal((ushort)1232, read.DatagramSize);
    }

    [Fact]
    public void A_name_that_points_to_itself_ends()
    {
        byte[] looping = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1];

        Assert.Throws<DnsFormatException>(() => DnsReader.Read(looping));
    }

    [Fact]
    public void No_bytes_are_anything_but_a_message_or_refused()
    {
        var random = new Random(1);
        var whole = DnsWriter.Write(new() { Id = 1, IsAnswer = true, Question = new("www.example.com.", DnsType.MX), Answers = [new("www.example.com.", DnsType.MX, 60, "10 mail.example.com.")] }, 512);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = whole[..random.Next(whole.Length + 1)];
            for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                DnsReader.Read(bytes);
            }
            catch (DnsFormatException)
            {
                // The only way to refuse.
            }
        }
    }

    [Theory]
    [InlineData("www.example.com.", "example.com.")]
    [InlineData("example.com.", "com.")]
    [InlineData("com.", ".")]
    [InlineData(".", null)]
    [InlineData("a\\.b.example.", "example.")]
    public void Each_name_has_one_above_it_but_the_root(string name, string? above) => Assert.Equal(above, DnsName.Parent(name));
}
