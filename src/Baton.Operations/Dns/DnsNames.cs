using Baton.Dns;

namespace Baton.Operations.Dns;

/// <summary>What can stand in a configuration.</summary>
public static class DnsNames
{
    public static bool CanBe(string name)
    {
        try
        {
            return DnsName.Labels(name) is [_, _, ..] labels && labels.All(label => label.All(one => char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'_'));
        }
        catch (DnsFormatException)
        {
            return false;
        }
    }

    public static bool CanBeServer(string server) => NameServerAddress.Parse(server) is not null;
}
