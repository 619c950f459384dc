using Baton.Tests.Cloud.Fuzz;

namespace Baton.EndToEnd.Tests.Cloud;

public sealed class FuzzTests
{
    /// <summary>60,000 in all, to all services, in clouds that do not grow for ever.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public Task No_request_however_odd_is_answered_with_a_server_error_and_nothing_is_left_over(int seed) => ApiFuzz.RunAsync(seed, requests: 15_000);
}
