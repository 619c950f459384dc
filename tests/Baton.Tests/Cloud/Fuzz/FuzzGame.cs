using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Baton.Tests.Cloud.Route53;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Odd requests to all services of one cloud, which learn from its answers what there is to be odd about.</summary>
internal sealed class FuzzGame
{
    private readonly Random _random;
    private readonly KnownIds _known = new();
    private readonly RandomForm _forms;
    private readonly RandomJson _json;
    private readonly RandomObject _objects;
    private readonly RandomZoneChange _zones;
    private readonly Dictionary<string, Tally> _tallies = [];

    private FuzzGame(SimulatedCloud cloud, Random random, string zone)
    {
        _random = random;
        _forms = new(random, _known);
        _json = new(random, cloud.Server.JsonRegistry.ToList(), _known);
        _objects = new(random);
        _zones = new(random, zone);
    }

    public IEnumerable<Tally> Services => _tallies.Values;

    public static async Task<FuzzGame> OpenAsync(SimulatedCloud cloud, Random random)
    {
        var game = new FuzzGame(cloud, random, await cloud.MakeZoneAsync("example.com"));
        foreach (var opening in game._objects.Opening)
        {
            await FuzzDoor.AskAsync(cloud, opening);
        }

        return game;
    }

    public FuzzRequest Next() => _random.Next(20) switch
    {
        < 3 => _objects.Next(),
        < 5 => _json.Next(),
        5 => _zones.Next(),
        _ => _forms.Next(),
    };

    public void Learn(FuzzRequest asked, int status, string answer)
    {
        if (!_tallies.TryGetValue(asked.Service, out var tally))
        {
            _tallies[asked.Service] = tally = new();
        }

        tally.Count(status);
        CheckForm(asked, answer);
        if (status < 300)
        {
            _known.Learn(answer, _random);
            _objects.Learn(answer);
        }
    }

    public override string ToString() => string.Join("; ", _tallies.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));

    /// <summary>Whatever is said is said in the language of the service.</summary>
    private static void CheckForm(FuzzRequest asked, string answer)
    {
        switch (asked.Service)
        {
            case "s3":
                // An object is what it is; all else is asked for in tests of S3.
                break;
            case "ssm" or "ebs" or "servicequotas" or "rbin":
                Assert.True(answer.Length == 0 || !answer.StartsWith('{') || JsonNode.Parse(answer) is not null);
                break;
            default:
                XDocument.Parse(answer);
                break;
        }
    }

    internal sealed class Tally
    {
        private readonly SortedDictionary<int, int> _statuses = [];

        public int Asked => _statuses.Values.Sum();

        public int Taken => _statuses.Where(pair => pair.Key < 300).Sum(pair => pair.Value);

        public void Count(int status) => _statuses[status] = _statuses.GetValueOrDefault(status) + 1;

        public override string ToString() => new StringBuilder().AppendJoin(", ", _statuses.Select(pair => $"{pair.Value} x {pair.Key}")).ToString();
    }
}
