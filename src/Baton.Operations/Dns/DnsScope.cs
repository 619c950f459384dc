using Baton.Operations.Configuration;

namespace Baton.Operations.Dns;

/// <summary>What the steps that change names share.</summary>
internal sealed class DnsScope
{
    public DnsScope(DnsOptions options, OperationServices services)
    {
        (Options, Services) = (options, services);
        Directory = new(options, services);
        Watch = new(options, Directory, services);
        Provider = options.Provider switch
        {
            DnsProviderKind.Route53 => new Route53Provider(options, services),
            DnsProviderKind.Rfc2136 => new Rfc2136Provider(options, Directory, services),
            _ => new ManualProvider(Directory, Watch),
        };
    }

    public DnsOptions Options { get; }

    public OperationServices Services { get; }

    public DnsDirectory Directory { get; }

    public AuthorityWatch Watch { get; }

    public IDnsProvider Provider { get; }

    /// <summary>The part of a step's name that says which record it is about: <c>www.example.com-a</c>.</summary>
    public static string Slug(NameRecord record) => $"{record.Name.TrimEnd('.')}-{record.Type.ToLowerInvariant()}";
}
