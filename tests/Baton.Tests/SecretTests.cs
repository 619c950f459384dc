using Baton.Hosts;

namespace Baton.Tests;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_does_not_print_itself() => Assert.Equal("***", $"{new Secret("hunter2")}");
}
