using Baton.EndToEnd.Tests;
using Baton.EndToEnd.Tests.Program;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Baton.EndToEnd.Tests;

/// <summary>The rehearsals, one after the other, take as long as all the rest beside them: they begin at once.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(static collection => collection.TestCollectionDisplayName.Contains(nameof(RehearsalTests), StringComparison.Ordinal))];
}
