using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>PostgreSQL's backups in a bucket: a client with its own signatures, its own multipart uploads, and TLS.</summary>
public sealed class PgBackRestTests
{
    [Fact]
    public async Task A_database_is_backed_up_into_a_bucket_and_restored_to_a_point_in_time()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pgbackrest"), "the package pgbackrest is not installed");
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { TlsPort = 0 });
        var aws = await ForeignClient.RunAsync(cloud, "/usr/bin/aws", "--endpoint-url", cloud.Server.Endpoint.ToString(), "s3api", "create-bucket", "--bucket", "backups");
        Assert.True(aws.Status == 0, aws.Errors);

        // pgbackrest looks for names in certificates, not for addresses.
        var story = Path.Combine(AppContext.BaseDirectory, "Cloud", "pgbackrest_story.sh");
        var (status, output, errors) = await ForeignClient.RunAsync(cloud, "/bin/bash", story, $"https://localhost:{cloud.Server.TlsEndpoint!.Port}", Path.Combine(cloud.Folder, "state", "tls.crt"));

        Assert.True(status == 0, $"{output}\n{errors}");
        Assert.EndsWith("restored\n", output, StringComparison.Ordinal);
    }
}
