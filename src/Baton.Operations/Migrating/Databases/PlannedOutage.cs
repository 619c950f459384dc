using System.Globalization;

namespace Baton.Operations.Migrating.Databases;

/// <summary>A dump takes what it takes: users wait for that by plan, not for the moment that a switch is allowed otherwise.</summary>
internal static class PlannedOutage
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(2);

    /// <summary>Three times what was measured: a database grows between 'sync' and the cut-over, and one that hangs must not keep users out for ever.</summary>
    public static Migration Allow(Migration migration, TimeSpan measured)
    {
        var options = migration.Source.Options;
        var budget = new[] { options.Budgets.Hold, measured * 3, Least }.Max();
        return migration with { Source = migration.Source with { Options = options with { Budgets = options.Budgets with { Hold = budget } } } };
    }

    public static string Note(Migration migration, TimeSpan measured) => string.Create(
        CultureInfo.InvariantCulture,
        $"A planned outage: users wait for about {measured.TotalSeconds + 5:0} s, as measured at 'sync', while the database is dumped and restored. After {migration.Source.Options.Budgets.Hold.TotalSeconds:0} s everything goes back by itself.");
}
