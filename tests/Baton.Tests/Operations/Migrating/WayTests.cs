using Baton.Engine.Problems;
using Baton.Operations.Migrating;

namespace Baton.Tests.Operations.Migrating;

/// <summary>Which way the database comes over, and what is said about it.</summary>
public sealed class WayTests
{
    [Fact]
    public async Task Servers_that_agree_are_copied_byte_for_byte_and_the_plan_says_why()
    {
        await using var stage = await Stage.SetElsewhereAsync();

        var prepare = await stage.PrepareMigrationAsync();

        Assert.Contains("by the physical way", prepare.Notes[0], StringComparison.Ordinal);
        await stage.StartAsync(prepare);
        Assert.Contains("version, architecture and C library of both servers agree", (await stage.PrepareSyncAsync()).Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_the_way_of_a_way_that_was_asked_for_is_said_before_anything_is_made()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Database = DatabaseWay.Logical;
        stage.Server.InTheWayOfLogical.AddRange(
        [
            "no_identity=payroll\tpublic.visits\tALTER TABLE public.visits REPLICA IDENTITY FULL",
            "unlogged=payroll\tpublic.cache",
            "large_objects=payroll\t12",
            "fires=payroll\tpublic.orders\taudit",
        ]);

        var refused = await Assert.ThrowsAsync<BatonException>(stage.PrepareMigrationAsync);

        Assert.Equal(["BTN0680", "BTN0681", "BTN0682", "BTN0683", "BTN0684"], refused.Problems.Select(problem => problem.Code));
        Assert.Contains("ALTER TABLE public.visits REPLICA IDENTITY FULL;", refused.Problems[1].Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_given_another_way_than_the_one_that_was_asked_for()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Database = DatabaseWay.Physical;
        stage.Server.WalLevel = "minimal";

        Assert.Equal("BTN0405", (await Assert.ThrowsAsync<BatonException>(stage.PrepareMigrationAsync)).Problems.Single().Code);
    }

    [Fact]
    public async Task Where_nothing_else_is_possible_a_dump_is_expected_and_every_reason_told()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Server.WalLevel = "minimal";

        var note = (await stage.PrepareMigrationAsync()).Notes[0];

        Assert.Contains("by the dump way: nothing else is possible", note, StringComparison.Ordinal);
        Assert.Contains("a standby needs 'replica'", note, StringComparison.Ordinal);
        Assert.Contains("logical replication needs 'logical'", note, StringComparison.Ordinal);
        Assert.Contains("a planned outage", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, DatabaseWay.Logical)]
    [InlineData(DatabaseWay.None, DatabaseWay.Physical)]
    public async Task What_the_command_says_goes_before_what_baton_yaml_says(DatabaseWay? asked, DatabaseWay expected)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Server.WalLevel = "logical";
        stage.Options = stage.Options with { Source = stage.Options.Source! with { Database = DatabaseWay.Logical } };
        stage.Database = asked;

        Assert.Contains($"by the {expected.Word} way", (await stage.PrepareMigrationAsync()).Notes[0], StringComparison.Ordinal);
    }
}
