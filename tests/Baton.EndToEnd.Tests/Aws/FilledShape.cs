using System.Reflection;
using System.Text.Json.Nodes;
using Baton.Aws.Wire;

namespace Baton.EndToEnd.Tests.Aws;

/// <summary>A record of the wire with every member set, and what a reader should make of it.</summary>
internal static class FilledShape
{
    private static readonly DateTimeOffset Time = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    public static object New(Type type)
    {
        var shape = Activator.CreateInstance(type)!;
        foreach (var member in Members(type))
        {
            member.SetValue(shape, Value(member.PropertyType, member.Name));
        }

        return shape;
    }

    public static JsonObject Expected(object shape)
    {
        var expected = new JsonObject();
        if (shape is EmptyResponse)
        {
            // AWS answers <return>true</return> here and botocore's model does not say so.
            return expected;
        }

        foreach (var member in Members(shape.GetType()))
        {
            expected[WireName(member)] = Expect(member.GetValue(shape));
        }

        return expected;
    }

    // C# forbids a member named as its type; the generator adds a word.
    private static string WireName(PropertyInfo member) => member.Name == $"{member.DeclaringType!.Name}Value" ? member.DeclaringType.Name : member.Name;

    private static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.CanWrite);

    private static object Value(Type type, string name)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var of = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(of, 2);
            list.SetValue(Value(of, $"{name}1"), 0);
            list.SetValue(Value(of, $"{name}2"), 1);
            return list;
        }

        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var simple when simple == typeof(string) => name.StartsWith("Valid", StringComparison.Ordinal) ? "3" : $"{name} ä<&>",
            var simple when simple == typeof(int) => 3,
            var simple when simple == typeof(long) => 1L << 40,
            var simple when simple == typeof(bool) => true,
            var simple when simple == typeof(double) => 1.5,
            var simple when simple == typeof(DateTimeOffset) => Time,
            var simple when simple == typeof(byte[]) => new byte[] { 0, 1, 255 },
            var shape => New(shape),
        };
    }

    private static JsonNode? Expect(object? value) => value switch
    {
        // AWS's lists ValidCores and ValidThreadsPerCore hold numbers; lists of the wire hold texts here, as all others do.
        "3" => 3,
        string text => text,
        int number => number,
        long number => number,
        bool flag => flag,
        double number => number,
        DateTimeOffset => "2026-11-21T09:30:00Z",
        byte[] bytes => Convert.ToBase64String(bytes),
        Array list => new JsonArray([.. list.Cast<object>().Select(Expect)]),
        null => null,
        var shape => Expected(shape),
    };
}
