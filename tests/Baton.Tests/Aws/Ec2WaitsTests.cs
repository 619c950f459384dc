using Baton.Aws.Waits;
using Baton.Engine.Problems;
using Baton.Tests.Fakes;
using static Baton.Tests.Fakes.ScriptedAws;

namespace Baton.Tests.Aws;

public sealed class Ec2WaitsTests
{
    private static readonly WaitOptions Patient = new();
    private readonly HurriedTime _time = new(TimeSpan.FromSeconds(30));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_that_is_not_shown_yet_is_waited_for()
    {
        using var aws = new ScriptedAws(Refuses("InvalidInstanceID.NotFound"), Instance("pending"), Instance("pending"), Instance("running"));
        List<string> seen = [];

        var instance = await Waits(aws).InstanceRunningAsync("i-1", Patient with { Seen = seen.Add }, Token);

        Assert.Equal("i-1", instance.InstanceId);
        Assert.Equal(["not found", "pending", "running"], seen);
    }

    [Fact]
    public async Task An_instance_that_AWS_ended_stops_the_wait_with_the_reason()
    {
        using var aws = new ScriptedAws(Instance("pending"), Instance("terminated", "Client.VolumeLimitExceeded: Volume limit exceeded"), Instance("pending"));

        var problem = await ProblemOf(Waits(aws).InstanceRunningAsync("i-1", Patient, Token));

        Assert.Equal("BTN0505", problem.Code);
        Assert.Contains("Volume limit exceeded", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, aws.Bodies.Count);
    }

    [Fact]
    public async Task An_old_answer_right_after_the_start_does_not_stop_the_wait()
    {
        using var aws = new ScriptedAws(Instance("stopped"), Instance("pending"), Instance("running"));

        Assert.Equal("running", (await Waits(aws).InstanceRunningAsync("i-1", Patient, Token)).State?.Name);
    }

    [Fact]
    public async Task What_never_appears_is_given_up_after_the_grace_and_not_after_the_whole_budget()
    {
        using var aws = new ScriptedAws(Refuses("InvalidInstanceID.NotFound"));

        Assert.Equal("BTN0505", (await ProblemOf(Waits(aws).InstanceRunningAsync("i-1", Patient, Token))).Code);

        Assert.InRange(Waited(), Patient.UnknownGrace, Patient.UnknownGrace + Patient.LongestPeriod);
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_says_what_was_seen_last()
    {
        using var aws = new ScriptedAws(Snapshot("pending", "40%"));

        var problem = await ProblemOf(Waits(aws).SnapshotCompletedAsync("snap-1", Patient with { Budget = TimeSpan.FromMinutes(2) }, Token));

        Assert.Equal("BTN0506", problem.Code);
        Assert.Contains("40%", problem.Message, StringComparison.Ordinal);
        Assert.InRange(Waited(), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2) + Patient.LongestPeriod);
    }

    [Fact]
    public async Task A_snapshot_that_failed_stops_the_wait()
    {
        using var aws = new ScriptedAws(Snapshot("pending", "0%"), Snapshot("error", "0%"));

        Assert.Equal("BTN0505", (await ProblemOf(Waits(aws).SnapshotCompletedAsync("snap-1", Patient, Token))).Code);
    }

    [Fact]
    public async Task An_image_ends_the_wait_when_it_is_available()
    {
        using var aws = new ScriptedAws(Image("pending"), Image("available"));

        Assert.Equal("ami-1", (await Waits(aws).ImageAvailableAsync("ami-1", Patient, Token)).ImageId);
    }

    [Fact]
    public async Task A_volume_is_attached_only_when_its_attachment_says_so()
    {
        using var aws = new ScriptedAws(Volume("in-use", "attaching"), Volume("in-use", "attached"));

        await Waits(aws).VolumeAttachedAsync("vol-1", Patient, Token);

        Assert.Equal(2, aws.Bodies.Count);
    }

    [Fact]
    public async Task A_status_is_ok_when_both_checks_are()
    {
        using var aws = new ScriptedAws(Status("initializing", "ok"), Status("ok", "initializing"), Status("ok", "ok"));

        await Waits(aws).InstanceStatusOkAsync("i-1", Patient, Token);

        Assert.Equal(3, aws.Bodies.Count);
    }

    [Fact]
    public async Task An_instance_that_AWS_has_forgotten_is_terminated()
    {
        using var aws = new ScriptedAws(Instance("shutting-down"), Refuses("InvalidInstanceID.NotFound"));

        await Waits(aws).InstanceTerminatedAsync("i-1", Patient, Token);

        Assert.Equal(2, aws.Bodies.Count);
    }

    private Ec2Waits Waits(ScriptedAws aws) => new(aws.Client(_time), _time);

    private TimeSpan Waited() => new(_time.Waits.Sum(wait => wait.Ticks));

    private static async Task<Problem> ProblemOf(Task wait) => Assert.Single((await Assert.ThrowsAsync<BatonException>(() => wait)).Problems);

    private static Func<HttpResponseMessage> Instance(string state, string reason = "") => Says(
        $"<R><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><instanceState><name>{state}</name></instanceState><stateReason><message>{reason}</message></stateReason></item></instancesSet></item></reservationSet></R>");

    private static Func<HttpResponseMessage> Snapshot(string state, string progress) => Says(
        $"<R><snapshotSet><item><snapshotId>snap-1</snapshotId><status>{state}</status><progress>{progress}</progress></item></snapshotSet></R>");

    private static Func<HttpResponseMessage> Image(string state) => Says($"<R><imagesSet><item><imageId>ami-1</imageId><imageState>{state}</imageState></item></imagesSet></R>");

    private static Func<HttpResponseMessage> Volume(string state, string attachment) => Says(
        $"<R><volumeSet><item><volumeId>vol-1</volumeId><status>{state}</status><attachmentSet><item><status>{attachment}</status></item></attachmentSet></item></volumeSet></R>");

    private static Func<HttpResponseMessage> Status(string system, string instance) => Says(
        $"<R><instanceStatusSet><item><instanceId>i-1</instanceId><instanceState><name>running</name></instanceState><systemStatus><status>{system}</status></systemStatus><instanceStatus><status>{instance}</status></instanceStatus></item></instanceStatusSet></R>");
}
