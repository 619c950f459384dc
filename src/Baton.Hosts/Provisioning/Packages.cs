namespace Baton.Hosts.Provisioning;

/// <summary>What the distribution's package manager has installed, and can install.</summary>
public sealed class Packages(IHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Null where there is no apt.</summary>
    public async Task<IReadOnlyList<InstalledPackage>?> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("packages-read"), cancellationToken);
        return answers.Find("manager") == "apt" ? [.. answers.Rows("package").Select(row => new InstalledPackage(row[0], row[1], row[2] == "yes"))] : null;
    }

    /// <summary>Installs without starting anything.</summary>
    public async Task InstallAsync(IReadOnlyList<InstalledPackage> packages, CancellationToken cancellationToken)
    {
        if (packages is [])
        {
            return;
        }

        await host.AskAsync(
            new("packages-install")
            {
                Arguments = new Dictionary<string, string>
                {
                    ["packages"] = HostCalls.Lines(packages.Select(package => package.Name)),
                    ["automatic"] = HostCalls.Lines(packages.Where(package => !package.Manual).Select(package => package.Name)),
                },
                Timeout = Patience,
            },
            cancellationToken);
    }
}
