using Baton.Terminals;

namespace Baton.Tests.Terminals;

public sealed class PlanTableTests
{
    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    public async Task A_plan_is_the_checklist_and_the_way_back(int width)
    {
        using var written = new StringWriter();

        PlanTable.Show(Consoles.Create(written, interactive: false, width), await new ThingPlans().BuildAsync("resize", "{}", CancellationToken.None));

        Approved.Text(written.ToString(), $"plan-{width}.txt");
        Assert.All(written.ToString().Split('\n'), line => Assert.True(line.Length <= width));
    }
}
