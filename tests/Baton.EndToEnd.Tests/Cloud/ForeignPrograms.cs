namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>The AWS CLI and boto3 of the distribution, which may be too old to know AWS_ENDPOINT_URL, and other ones that come first on PATH.</summary>
internal static class ForeignPrograms
{
    public static TheoryData<string> AwsClis => Of("aws");

    public static TheoryData<string> Pythons => Of("python3");

    private static TheoryData<string> Of(string name)
    {
        var packaged = $"/usr/bin/{name}";
        var first = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return first is null || first == packaged ? [packaged] : [packaged, first];
    }
}
