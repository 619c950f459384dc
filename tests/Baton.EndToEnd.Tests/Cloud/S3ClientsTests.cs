namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>S3 as clients see it that we did not write, each with its own idea of how a request is signed and a key is spelled.</summary>
public sealed class S3ClientsTests
{
    [Theory]
    [MemberData(nameof(ForeignPrograms.AwsClis), MemberType = typeof(ForeignPrograms))]
    public Task The_AWS_CLI_keeps_files_in_buckets(string aws) => TellAsync("/bin/bash", Story("s3_story.sh"), aws);

    [Theory]
    [MemberData(nameof(ForeignPrograms.Pythons), MemberType = typeof(ForeignPrograms))]
    public async Task Boto3_keeps_objects_in_buckets(string python)
    {
        await using var shell = await CloudShell.StartAsync();
        Assert.SkipUnless((await shell.RunAsync(python, "-c", "import boto3")).Status == 0, $"{python} has no boto3");

        await TellAsync(shell, python, Story("s3_story.py"));
    }

    [Theory]
    [InlineData("rclone")]
    [InlineData("s3cmd")]
    public Task Other_clients_keep_files_in_buckets(string client)
    {
        Assert.SkipUnless(File.Exists($"/usr/bin/{client}"), $"the package {client} is not installed");

        return TellAsync("/bin/bash", Story("s3_others.sh"), client);
    }

    private static string Story(string name) => Path.Combine(AppContext.BaseDirectory, "Cloud", name);

    private static async Task TellAsync(string program, params string[] arguments)
    {
        await using var shell = await CloudShell.StartAsync();
        await TellAsync(shell, program, arguments);
    }

    private static async Task TellAsync(CloudShell shell, string program, params string[] arguments)
    {
        var (status, output, errors) = await shell.RunAsync(program, arguments);

        Assert.True(status == 0, $"{output}\n{errors}");
    }
}
