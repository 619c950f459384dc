using System.Globalization;
using System.Net;
using Baton.Documents;
using Baton.Hosts.Web;
using Baton.Operations.Migrating.Watching;

namespace Baton.Commands.Migrate;

/// <summary>Who came to which server, and how often. What a machine asks of itself is nobody's coming.</summary>
internal sealed class ClientCount
{
    private readonly Dictionary<(AccessSide Side, string Address), (int Requests, DateTimeOffset Last)> _clients = [];

    public void Add(AccessSide side, AccessHit hit)
    {
        if (IPAddress.TryParse(hit.Client, out var address) && IPAddress.IsLoopback(address))
        {
            return;
        }

        var (requests, last) = _clients.GetValueOrDefault((side, hit.Client));
        _clients[(side, hit.Client)] = (requests + 1, hit.At > last ? hit.At : last);
    }

    /// <summary>Those who came most often first.</summary>
    public IReadOnlyList<AccessClientDocument> Of(AccessSide side) =>
    [
        .. _clients.Where(client => client.Key.Side == side)
            .OrderByDescending(client => client.Value.Requests).ThenBy(client => client.Key.Address, StringComparer.Ordinal)
            .Select(client => new AccessClientDocument(client.Key.Address, client.Value.Requests, client.Value.Last)),
    ];

    public void Clear() => _clients.Clear();

    public static string Words(IReadOnlyList<AccessClientDocument> clients, int most)
    {
        var named = clients.Take(most).Select(client => string.Create(CultureInfo.InvariantCulture, $"{client.Address} ({client.Requests})"));
        return string.Join(", ", named) + (clients.Count > most ? string.Create(CultureInfo.InvariantCulture, $", and {clients.Count - most} more") : "");
    }
}
