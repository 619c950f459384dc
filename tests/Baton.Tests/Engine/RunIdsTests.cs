using Baton.Engine.Plans;

namespace Baton.Tests.Engine;

public sealed class RunIdsTests
{
    [Fact]
    public void A_name_that_is_taken_is_not_given_again()
    {
        var refused = new List<string>();

        var id = RunIds.New("resize", TimeProvider.System, taken =>
        {
            refused.Add(taken);
            return refused.Count < 3;
        });

        Assert.Equal(refused[2], id);
        Assert.Matches("^resize-[0-9]{8}-[0-9]{4}-[a-z2-9]{4}$", id);
    }
}
