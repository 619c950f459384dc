using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Problems;

namespace Baton.Tests.Engine;

public sealed class LeaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-lease-").FullName;
    private readonly RunJournal _journal;
    private readonly LeaseTable _leases;

    public LeaseTests()
    {
        _journal = new RunJournal(Path.Combine(_folder, "journal.db"), TimeProvider.System);
        _leases = new LeaseTable(_journal);
    }

    public void Dispose()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_lease_of_a_process_elsewhere_holds_until_it_runs_out()
    {
        _leases.Take("i-1", "run-1", new("elsewhere", 1, "1"));

        var refused = Assert.Throws<BatonException>(() => _leases.Take("i-1", "run-2", LeaseOwner.ThisProcess()));

        Assert.Contains("run-1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lease_of_a_process_here_that_died_is_free_at_once()
    {
        _leases.Take("i-1", "run-1", LeaseOwner.ThisProcess() with { Started = "0" });

        _leases.Take("i-1", "run-2", LeaseOwner.ThisProcess());

        Assert.True(_leases.Renew("i-1", LeaseOwner.ThisProcess()));
    }

    [Fact]
    public void A_lease_that_another_took_over_is_not_renewed()
    {
        var dead = LeaseOwner.ThisProcess() with { Started = "0" };
        _leases.Take("i-1", "run-1", dead);
        _leases.Take("i-1", "run-2", LeaseOwner.ThisProcess());

        Assert.False(_leases.Renew("i-1", dead));
    }

    [Fact]
    public void Two_runs_of_one_process_cannot_hold_the_same_server()
    {
        _leases.Take("i-1", "run-1", LeaseOwner.ThisProcess());

        Assert.Throws<BatonException>(() => _leases.Take("i-1", "run-2", LeaseOwner.ThisProcess()));
    }

    [Fact]
    public void Leases_on_different_servers_do_not_meet()
    {
        _leases.Take("i-1", "run-1", new("elsewhere", 1, "1"));

        _leases.Take("i-2", "run-2", LeaseOwner.ThisProcess());

        Assert.True(_leases.Renew("i-2", LeaseOwner.ThisProcess()));
    }

    [Fact]
    public void A_run_is_held_while_its_process_may_be_alive()
    {
        _leases.Take("i-1", "run-1", LeaseOwner.ThisProcess());
        _leases.Take("i-2", "run-2", LeaseOwner.ThisProcess() with { Started = "0" });

        Assert.True(_leases.IsHeld("run-1"));
        Assert.False(_leases.IsHeld("run-2"));
        Assert.False(_leases.IsHeld("run-3"));
    }
}
