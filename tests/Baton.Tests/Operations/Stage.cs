using System.Text.Json;
using Baton.Aws.Ec2;
using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Operations.Migrating;
using Baton.Tests.Cloud;

namespace Baton.Tests.Operations;

/// <summary>A server in a simulated cloud, with an Elastic IP and users who write through it; a journal; and the operations over both.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly SimulatedCloud _cloud;
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-stage-").FullName;

    private Stage(SimulatedCloud cloud)
    {
        _cloud = cloud;
        Fleet = new(cloud.ClientWith(SimulatedCloud.SecretAccessKey));
        Journal = new(Path.Combine(_folder, "journal.db"), TimeProvider.System);
    }

    public static ServerOptions Payroll { get; } = new()
    {
        Name = "payroll",
        Postgres = new(),
        Folders = ["/srv/payroll/documents"],
        Services = [new("payroll.service"), new("nginx.service") { Warm = true }],
        Fenced = ["cron.service"],
        Gate = new() { Ports = [5080], Proxy = "nginx.service" },
        Checks = [new() { Name = "the first page answers", Kind = CheckKind.Http, Target = "http://127.0.0.1/", Outside = true }],
        Budgets = new() { CatchUp = TimeSpan.FromMilliseconds(50), Boot = TimeSpan.FromSeconds(5), Reach = TimeSpan.FromSeconds(2) },
    };

    public SimulatedCloud Cloud => _cloud;

    public FakeFleet Fleet { get; }

    public RunJournal Journal { get; }

    public Users Users { get; private set; } = null!;

    public ServerOperations Operations { get; private set; } = null!;

    public OperationServices Services { get; private set; } = null!;

    public MigrationOperations Migrations => new(Services, Journal);

    public FakeServer Server { get; private set; } = null!;

    public ServerOptions Options { get; set; } = Payroll;

    /// <summary>How the database of a migration is to come over.</summary>
    public DatabaseWay? Database { get; set; }

    /// <summary>Stands around every call of a step, inside of what the stage itself does there.</summary>
    public Func<PlannedStep, StepCall, Func<Task<JsonElement?>>, Task<JsonElement?>>? Around { get; set; }

    /// <summary>A server that is not on EC2, and users whose name for it leads there, whatever becomes of it.</summary>
    public static async Task<Stage> SetElsewhereAsync()
    {
        var stage = new Stage(await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.FromMilliseconds(5) }));
        stage.Server = new() { InstanceId = "source-payroll", PrivateAddress = "payroll.example.net", PostgresRuns = true, IsElsewhere = true };
        stage.Server.Active.UnionWith(["payroll.service", "nginx.service", "cron.service"]);
        stage.Options = Payroll with
        {
            Source = new() { Host = "payroll.example.net" },
            Services = [new("payroll.service")],
            Target = new() { InstanceType = "t3.medium", Carry = ["/opt/payroll", "/etc/nginx"] },
        };
        stage.Fleet.Add(stage.Server);
        stage.Users = new(stage._cloud.Client, stage.Fleet, "") { Entrance = stage.Server };
        stage.Build();
        return stage;
    }

    public static async Task<Stage> SetAsync()
    {
        var stage = new Stage(await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.FromMilliseconds(5) }));
        await stage.BuildAsync();
        return stage;
    }

    /// <summary>All that is in the cloud, tags and all, and how the server stands: what must be the same again after everything was taken back.</summary>
    public async Task<string> DescribeAsync() => $"{await new CloudPicture(_cloud.Client).DrawAsync()}\n{Description(Server)}";

    /// <summary>What of the server must be the same again.</summary>
    public Func<FakeServer, string> Description { get; set; } = server => server.Describe();

    public Task<PreparedRun> PrepareResizeAsync() =>
        Operations.PrepareResizeAsync(Options, new() { MemoryMiB = 4096 }, TestContext.Current.CancellationToken);

    public Task<PreparedRun> PrepareImageAsync() => Operations.PrepareImageAsync(Options, new(), TestContext.Current.CancellationToken);

    public Task<PreparedRun> PrepareMigrationAsync() =>
        Migrations.PrepareAsync(Options, new() { PublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx3G2n8k3nF4a0S6m1oQ8mF0rVq8o3m4xWc0Yk5m1aB operator", Database = Database }, TestContext.Current.CancellationToken);

    public Task<PreparedRun> PrepareSyncAsync() => Migrations.SyncAsync(Options, TestContext.Current.CancellationToken);

    public Task<PreparedRun> PrepareCutoverAsync() => Migrations.CutoverAsync(Options, new(), TestContext.Current.CancellationToken);

    public Task<PreparedRun> PrepareTestAsync() => Migrations.TestAsync(Options, new(), TestContext.Current.CancellationToken);

    public Task<PreparedRun> PrepareMaintenanceCutoverAsync() =>
        Migrations.CutoverAsync(Options, new() { Page = new("<!doctype html><p>Moving", TimeSpan.FromMinutes(1)) }, TestContext.Current.CancellationToken);

    public async Task<PreparedRun> PrepareVerifyAsync()
    {
        var image = await StartAsync(await PrepareImageAsync());
        Assert.Equal(RunStatus.Succeeded, image.Status);
        var imageId = Journal.Results(image.RunId).First(result => result.Name == "imageId").Value;
        return await Operations.PrepareVerifyAsync(Options, new(imageId), TestContext.Current.CancellationToken);
    }

    public async Task<RunOutcome> StartAsync(PreparedRun run, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        await NewRunner().StartAsync(await RebuildAsync(run.Plan.Kind, run.Arguments), run.Arguments, options ?? new(), new SilentObserver(), cancellationToken);

    public async Task<RunOutcome> ResumeAsync(string runId, RunOptions? options = null)
    {
        var run = Journal.FindRun(runId)!;
        return await NewRunner().ResumeAsync(run, await RebuildAsync(run.Kind, run.Arguments), options ?? new(), new SilentObserver(), CancellationToken.None);
    }

    public async Task<RunOutcome> RollBackAsync(string runId)
    {
        var run = Journal.FindRun(runId)!;
        return await NewRunner().RollBackAsync(run, await RebuildAsync(run.Kind, run.Arguments), new(), new SilentObserver(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Journal.Dispose();
        await _cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Runner NewRunner() => new(Journal, LeaseOwner.ThisProcess(), TimeProvider.System) { Around = AroundAsync };

    // Built from the journal's words each time, as another process would.
    private Task<Plan> RebuildAsync(string kind, string arguments) => Operations.BuildAsync(kind, arguments, CancellationToken.None);

    private async Task<JsonElement?> AroundAsync(PlannedStep step, StepCall kind, Func<Task<JsonElement?>> call)
    {
        Users.Where = $"before {kind} of {step.Name}";
        await Users.WriteAsync();
        try
        {
            return Around is null ? await call() : await Around(step, kind, call);
        }
        finally
        {
            Users.Where = $"after {kind} of {step.Name}";
            await Users.WriteAsync();
        }
    }

    private async Task BuildAsync()
    {
        var launched = await _cloud.SendAsync(new RunInstancesRequest
        {
            ImageId = "ami-0deb1a12000000000",
            InstanceType = "t3.micro",
            MinCount = 1,
            MaxCount = 1,
            BlockDeviceMappings = [new() { DeviceName = "/dev/sdf", Ebs = new() { VolumeSize = 8, VolumeType = "gp3", DeleteOnTermination = false } }],
            TagSpecifications =
            [
                new() { ResourceType = "instance", Tags = [new() { Key = "Name", Value = "payroll" }, new() { Key = "environment", Value = "production" }] },
                new() { ResourceType = "volume", Tags = [new() { Key = "Name", Value = "payroll" }] },
            ],
            DisableApiTermination = true,
        });
        var instanceId = launched.Instances[0].InstanceId!;
        Instance instance;
        do
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            instance = (await _cloud.SendAsync(new DescribeInstancesRequest { InstanceIds = [instanceId] })).Reservations[0].Instances[0];
        }
        while (instance.State?.Name != "running");
        var address = await _cloud.SendAsync(new AllocateAddressRequest { Domain = "vpc", TagSpecifications = [new() { ResourceType = "elastic-ip", Tags = [new() { Key = "Name", Value = "payroll" }] }] });
        await _cloud.SendAsync(new AssociateAddressRequest { AllocationId = address.AllocationId, InstanceId = instanceId });
        Server = new()
        {
            InstanceId = instanceId,
            PrivateAddress = instance.PrivateIpAddress!,
            DataVolumeId = instance.BlockDeviceMappings.First(mapping => mapping.DeviceName == "/dev/sdf").Ebs!.VolumeId!,
            PostgresRuns = true,
        };
        Server.Active.UnionWith(["payroll.service", "nginx.service", "cron.service"]);
        Fleet.Add(Server);
        Users = new(_cloud.Client, Fleet, address.AllocationId!);
        Build();
    }

    private void Build()
    {
        Services = new()
        {
            NameServer = _cloud.Server.NameServer,
            Aws = _cloud.ClientWith(SimulatedCloud.SecretAccessKey, attempts: 3),
            Connector = Fleet,
            Outside = Fleet,
            Time = TimeProvider.System,
            AwsPeriod = TimeSpan.FromMilliseconds(5),
            ServerPeriod = TimeSpan.FromMilliseconds(2),
            LookPatience = TimeSpan.Zero,
            FollowPatience = TimeSpan.FromMilliseconds(20),
        };
        Operations = new(Services);
    }
}
