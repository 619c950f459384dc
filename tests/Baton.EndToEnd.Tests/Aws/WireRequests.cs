using Baton.Aws.Wire;

namespace Baton.EndToEnd.Tests.Aws;

/// <summary>The requests that Baton knows, of all services.</summary>
internal static class WireRequests
{
    public static IEnumerable<Type> All { get; } =
        [.. typeof(AwsService).Assembly.GetTypes().Where(type => type.IsClass && type.GetInterfaces().Any(IsRequest))];

    public static string ActionOf(Type type) => (string)type.GetProperty(nameof(IAwsRequest<,>.Action))!.GetValue(null)!;

    /// <summary>"2016-11-15 DescribeTags": more than one service has an action of that name.</summary>
    public static string NameOf(Type type) => $"{((AwsService)type.GetProperty(nameof(IAwsRequest<,>.Service))!.GetValue(null)!).ApiVersion} {ActionOf(type)}";

    /// <summary>Only those that are REST have the member themselves; the others have the interface's.</summary>
    public static bool IsRest(Type type) => type.GetProperty("Rest") is not null;

    public static Type ResponseOf(Type type) => type.GetInterfaces().Single(IsRequest).GetGenericArguments()[1];

    private static bool IsRequest(Type one) => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAwsRequest<,>);
}
