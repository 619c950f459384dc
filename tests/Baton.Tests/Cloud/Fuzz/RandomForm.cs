using System.Reflection;
using System.Text;
using Baton.Aws.Wire;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Requests that look right at first: an action with parameters it knows, filled with ids that exist, numbers, nonsense, and then damaged.</summary>
internal sealed class RandomForm(Random random, KnownIds known)
{
    private static readonly Type[] Requests = [.. typeof(AwsService).Assembly.GetTypes()
        .Where(type => type.IsClass && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAwsRequest<,>)))
        .Where(type => type.GetProperty(nameof(IAwsRequest<,>.Rest)) is null)
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static readonly string[] s_idEndings = ["Id", "Ids", "Arn", "Arns"];

    private static readonly string[] Words =
    [
        "", "true", "false", "default", "all", "self", "tcp", "-1", "allow", "deny", "gp3", "io1", "t3.micro", "t4g.nano", "us-east-1a", "us-east-1b", "us-east-1", "eu-central-1", "10.0.0.0/16", "10.0.1.0/24",
        "0.0.0.0/0", "172.31.0.9", "127.42.0.1", "999.1.1.1/99", "instance", "volume", "image", "snapshot", "stopped", "$Latest", "*", "?", "\\", "tag:Name", "vpc-id", "/dev/sdf", "/dev/xvda", "stop", "terminate",
        "instanceType", "disableApiTermination", "launchPermission", "createVolumePermission", "210987654321", "2030-01-01T00:00:00Z", "0001-01-01", "9999-12-31T23:59:59Z", "NaN", "1e400", "ä\u20ac\ud83d\ude00", "\u0000", "<&>\"'", "' or 1=1",
        "HTTP", "HTTP", "TCP", "forward", "redirect", "fixed-response", "application", "network", "ip", "path-pattern", "host-header", "/x/*", "127.0.0.1", "200", "HTTP_301", "traffic-port", "idle_timeout.timeout_seconds", "round_robin",
    ];

    private readonly Dictionary<Type, PropertyInfo[]> _members = [];

    public FuzzRequest Next()
    {
        var type = Requests[random.Next(Requests.Length)];
        var request = Fill(type, 0);
        var pairs = (IReadOnlyList<KeyValuePair<string, string>>)typeof(RandomForm).GetMethod(nameof(Write), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type, type.GetInterfaces().First(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAwsRequest<,>)).GetGenericArguments()[1]).Invoke(null, [request])!;
        var form = pairs.GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        form.Remove("DryRun");
        Damage(form);
        var service = (AwsService)type.GetProperty(nameof(IAwsRequest<,>.Service))!.GetValue(null)!;
        var body = string.Join('&', form.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        return new(service.Name, "POST", "/", Encoding.UTF8.GetBytes(body)) { Headers = new Dictionary<string, string> { ["content-type"] = "application/x-www-form-urlencoded" } };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Write<TRequest, TResponse>(object request)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        QueryWriter.Write<TRequest, TResponse>((TRequest)request);

    private object Fill(Type type, int depth)
    {
        var shape = Activator.CreateInstance(type)!;
        if (!_members.TryGetValue(type, out var members))
        {
            _members[type] = members = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.CanWrite)];
        }

        foreach (var member in members)
        {
            // What an action needs is mostly an id; the deeper, the rarer.
            var chance = IsId(member.Name) ? 0.6 : depth == 0 ? 0.15 : 0.25;
            if (random.NextDouble() < chance && Value(member.PropertyType, member.Name, depth) is { } value)
            {
                member.SetValue(shape, value);
            }
        }

        return shape;
    }

    private object? Value(Type type, string name, int depth)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var of = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(of, random.Next(1, 3));
            for (var index = 0; index < list.Length; index++)
            {
                list.SetValue(Value(of, name, depth + 1) ?? (of == typeof(string) ? "" : Activator.CreateInstance(of)), index);
            }

            return list;
        }

        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var simple when simple == typeof(string) => Text(name),
            var simple when simple == typeof(int) => Number(),
            var simple when simple == typeof(long) => (long)Number(),
            var simple when simple == typeof(bool) => random.Next(2) == 0,
            var simple when simple == typeof(double) => random.NextDouble() * 1000,
            var simple when simple == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddDays(random.Next(-1000, 60000)),
            var simple when simple == typeof(byte[]) => BitConverter.GetBytes(random.NextInt64()),
            var shape => depth > 1 ? null : Fill(shape, depth + 1),
        };
    }

    private static bool IsId(string name) => s_idEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private int Number() => random.Next(8) switch { 0 => -1, 1 => 0, 2 => int.MaxValue, 3 => random.Next(100_000), _ => random.Next(1, 9) };

    private string Text(string name)
    {
        return random.Next(10) switch
        {
            _ when IsId(name) && random.Next(10) < 8 && known.Like(name, random) is { } id => id,
            < 5 => Words[random.Next(Words.Length)],
            < 8 => $"name-{random.Next(12)}",
            8 => new string((char)random.Next(32, 0x2000), random.Next(1, 300)),
            _ => known.Any(random) ?? "i-0123456789abcdef0",
        };
    }

    private void Damage(Dictionary<string, string> form)
    {
        if (random.Next(4) > 0 || form.Count < 3)
        {
            return;
        }

        var name = form.Keys.Where(key => key is not ("Action" or "Version")).ElementAt(random.Next(form.Count - 2));
        switch (random.Next(7))
        {
            case 0: form.Remove(name); break;
            case 1: form[$"{name}.1"] = "x"; break;
            case 2: form[name] = new string('9', random.Next(1, 60)); break;
            case 3: form[name.Replace(".1", ".2147483647", StringComparison.Ordinal)] = form[name]; break;
            case 4: form[name] = new string('*', 3000) + "a"; break;
            case 5: form["Action"] = form["Action"].ToLowerInvariant(); break;
            default: form[name] = $"{form[name]}\ufffd\u0001"; break;
        }
    }
}
