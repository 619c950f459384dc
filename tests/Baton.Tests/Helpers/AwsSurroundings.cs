using System.Runtime.CompilerServices;

namespace Baton.Tests;

/// <summary>
/// The AWS files and variables that tests see: none of those of whoever runs them. AWS's library reads where its files are once in a process,
/// so they are moved before anything else happens.
/// </summary>
internal static class AwsSurroundings
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("baton-aws-").FullName;

    public static string ConfigFile => Path.Combine(Folder, "the-config");

    public static string CredentialsFile => Path.Combine(Folder, "the-credentials");

    public static string Program => Path.Combine(Folder, "give-keys");

    /// <summary>No variables but those that keep AWS's library from looking outside, and no files.</summary>
    public static void Clear()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", ConfigFile);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", CredentialsFile);
        File.WriteAllText(ConfigFile, "");
        File.WriteAllText(CredentialsFile, "");
    }

    [ModuleInitializer]
    internal static void Enter()
    {
        Clear();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }
}
