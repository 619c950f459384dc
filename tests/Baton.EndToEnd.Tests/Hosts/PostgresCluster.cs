using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.Hosts;
using Baton.Hosts.Postgres;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>A real PostgreSQL 15 cluster in a temporary directory, run by whoever runs the tests (by postgres when that is root).</summary>
public sealed class PostgresCluster : IDisposable
{
    private const string Bin = "/usr/lib/postgresql/15/bin";

    private readonly string _directory;

    private PostgresCluster(string directory, string etc)
    {
        _directory = directory;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Layout = new()
        {
            Cluster = Path.Combine(directory, "data"),
            Version = 15,
            BinDirectory = Bin,
            DataDirectory = Path.Combine(directory, "data"),
            ConfigFile = Path.Combine(directory, "data", "postgresql.conf"),
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            SocketDirectory = directory,
            Owner = Environment.UserName == "root" ? "postgres" : Environment.UserName,
        };
        Etc = etc;
        Host = new LocalHost(new Dictionary<string, string> { ["baton_etc"] = etc });
        Server = new(Host, Layout);
    }

    public PostgresLayout Layout { get; }

    public IHost Host { get; }

    /// <summary>What is /etc/baton on a server.</summary>
    public string Etc { get; }

    public PostgresServer Server { get; }

    /// <summary>A new cluster, running.</summary>
    public static async Task<PostgresCluster> CreateAsync(string etc, params string[] settings)
    {
        var cluster = new PostgresCluster(NewDirectory(), etc);
        AsOwner($"{Bin}/initdb", "--no-sync", "-A", "trust", "-D", cluster.Layout.DataDirectory, "-U", "postgres");
        cluster.Configure(["max_wal_size = 128MB", .. settings]);
        await cluster.Server.StartAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return cluster;
    }

    /// <summary>Where a cluster is to be that nobody has made yet.</summary>
    public static PostgresCluster Planned(string etc) => new(NewDirectory(), etc);

    /// <summary>What a snapshot of the running cluster's disk holds: every process stands still while the files are copied.</summary>
    public PostgresCluster Clone(string etc)
    {
        var clone = new PostgresCluster(NewDirectory(), etc);
        var postmaster = File.ReadLines(Path.Combine(Layout.DataDirectory, "postmaster.pid")).First();

        // First the one that starts and buries the others: none of them comes or goes after that.
        Run("kill", "-STOP", postmaster);
        var children = File.ReadAllText($"/proc/{postmaster}/task/{postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Run("kill", ["-STOP", .. children]);
        try
        {
            Run("cp", "-a", Layout.DataDirectory, clone.Layout.DataDirectory);
        }
        finally
        {
            Run("kill", ["-CONT", postmaster, .. children]);
        }

        clone.Configure([]);
        return clone;
    }

    public string Sql(string statement) => Sql("postgres", statement);

    public string Sql(string database, string statement) => AsOwner(Psql(database, "-c", statement)).Trim();

    /// <summary>False when the cluster refuses, or is closed.</summary>
    public bool TrySql(string database, string statement, string role = "postgres")
    {
        var command = AsOwnerCommand(Psql(database, "-U", role, "-c", statement));
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private string[] Psql(string database, params string[] more) =>
    [
        $"{Bin}/psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", Layout.SocketDirectory, "-p", Layout.Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres",
        "-d", $"dbname='{database.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'", .. more,
    ];

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Layout.DataDirectory, "postmaster.pid")))
        {
            AsOwner("/bin/sh", "-c", $"{Bin}/pg_ctl -D {Layout.DataDirectory} -m immediate -s stop || true");
        }

        Directory.Delete(_directory, recursive: true);
    }

    private static string NewDirectory()
    {
        var directory = Directory.CreateTempSubdirectory("baton-pg-").FullName;
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres:postgres", directory);
        }

        return directory;
    }

    private void Configure(IReadOnlyList<string> settings)
    {
        File.AppendAllLines(
            Layout.ConfigFile,
            [
                string.Create(CultureInfo.InvariantCulture, $"port = {Layout.Port}"),
                $"unix_socket_directories = '{Layout.SocketDirectory}'",
                $"hba_file = '{Layout.DataDirectory}/pg_hba.conf'",
                .. settings,
            ]);
    }

    private static string AsOwner(params string[] command) => Run(AsOwnerCommand(command)[0], AsOwnerCommand(command)[1..]);

    private static string[] AsOwnerCommand(string[] command) =>
        Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", .. command] : command;

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
        return output;
    }
}
