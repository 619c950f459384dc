using System.Diagnostics;
using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>Runs the AWS CLI or a script against a cloud, with its keys in the environment and nothing of the user's own configuration.</summary>
internal static class ForeignClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<(int Status, string Output, string Errors)> RunAsync(SimulatedCloud cloud, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["AWS_ACCESS_KEY_ID"] = SimulatedCloud.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = SimulatedCloud.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_CONFIG_FILE"] = "/dev/null";
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["AWS_PAGER"] = "";
        start.Environment.Remove("AWS_SESSION_TOKEN");
        start.Environment.Remove("AWS_PROFILE");
        return await LimitedProcess.RunAsync(start, Limit);
    }
}
