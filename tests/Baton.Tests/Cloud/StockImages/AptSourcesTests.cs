using Baton.Cloud.StockImages;

namespace Baton.Tests.Cloud.StockImages;

public sealed class AptSourcesTests : IDisposable
{
    private readonly string _apt = Directory.CreateTempSubdirectory("apt-").FullName;

    public void Dispose() => Directory.Delete(_apt, recursive: true);

    [Fact]
    public void The_hosts_mirror_is_taken_from_both_forms_of_sources_and_nothing_but_Debian()
    {
        Directory.CreateDirectory(Path.Combine(_apt, "sources.list.d"));
        File.WriteAllText(Path.Combine(_apt, "sources.list"), """
            # deb http://old.example/debian bookworm main
            deb [signed-by=/k.gpg] http://mirror.example/debian/ bookworm main contrib
            deb-src http://mirror.example/debian bookworm main
            """);
        File.WriteAllText(Path.Combine(_apt, "sources.list.d", "more.sources"), """
            Types: deb
            URIs: http://mirror.example/security
            Suites: bookworm-security trixie
            Components: main

            Types: deb
            URIs: https://other.example/apt
            Suites: bookworm-pgdg
            Components: main

            Enabled: no
            Types: deb
            URIs: http://mirror.example/debian
            Suites: bookworm-updates
            Components: main
            """);

        Assert.Equal(
            ["deb http://mirror.example/debian bookworm main", "deb http://mirror.example/security bookworm-security main"],
            AptSources.Read(_apt));
    }

    [Fact]
    public void A_host_that_is_not_Debian_12_uses_Debians_own_servers()
    {
        File.WriteAllText(Path.Combine(_apt, "sources.list"), "deb http://archive.ubuntu.com/ubuntu noble main\n");

        Assert.Equal("deb http://deb.debian.org/debian bookworm main", AptSources.Read(_apt)[0]);
    }
}
