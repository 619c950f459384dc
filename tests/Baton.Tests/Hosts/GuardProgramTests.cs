using System.Diagnostics;
using Baton.Hosts;

namespace Baton.Tests.Hosts;

/// <summary>The program that systemd asks on a copy, run as systemd runs it, with a board of our own.</summary>
public sealed class GuardProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-guard-");

    public GuardProgramTests()
    {
        File.WriteAllText(In("guard"), Scripts.Read("guard"));
        File.WriteAllText(In("conf"), "recorded=i-0original\n");
        File.WriteAllText(In("product_uuid"), "ec2abc\n");
        Board("i-0original");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("service")]
    [InlineData("warm")]
    [InlineData("postgres")]
    [InlineData("fenced")]
    public void The_recorded_machine_starts_everything(string unit) => Assert.Equal(0, Guard("may", unit));

    [Theory]
    [InlineData("service")]
    [InlineData("warm")]
    [InlineData("postgres")]
    [InlineData("fenced")]
    public void A_copy_starts_nothing(string unit)
    {
        Board("i-0copy");
        Assert.Equal(1, Guard("may", unit));
    }

    [Theory]
    [InlineData("held", "")]
    [InlineData("verify", "service warm postgres")]
    [InlineData("standby", "warm postgres")]
    [InlineData("primary", "service warm postgres fenced")]
    public void A_released_copy_starts_what_its_role_allows(string role, string allowed)
    {
        Board("i-0copy");
        Assert.Equal(0, Guard("release", role));
        string[] units = ["service", "warm", "postgres", "fenced"];
        Assert.Equal(allowed, string.Join(' ', units.Where(unit => Guard("may", unit) == 0)));
    }

    [Fact]
    public void A_release_is_worth_nothing_on_a_copy_of_the_copy()
    {
        Board("i-0copy");
        Guard("release", "primary");
        Board("i-0another");
        Assert.Equal(1, Guard("may", "postgres"));
    }

    [Fact]
    public void The_recorded_machine_can_be_made_a_standby()
    {
        Guard("release", "standby");
        Assert.Equal(1, Guard("may", "service"));
        Assert.Equal(0, Guard("may", "postgres"));
    }

    [Fact]
    public void Without_an_asset_tag_the_product_decides()
    {
        Board("not specified");
        File.WriteAllText(In("conf"), "recorded=ec2abc\n");
        Assert.Equal(0, Guard("may", "service"));
        File.WriteAllText(In("product_uuid"), "ec2def\n");
        Assert.Equal(1, Guard("may", "service"));
    }

    [Fact]
    public void A_machine_that_cannot_be_told_apart_keeps_its_services()
    {
        File.Delete(In("board_asset_tag"));
        File.Delete(In("product_uuid"));
        Assert.Equal(0, Guard("may", "service"));
    }

    [Fact]
    public void An_unknown_role_is_refused() => Assert.Equal(2, Guard("release", "king"));

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void Board(string tag) => File.WriteAllText(In("board_asset_tag"), tag + "\n");

    private int Guard(params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", [In("guard"), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BATON_GUARD_CONF"] = In("conf");
        start.Environment["BATON_GUARD_DMI"] = _folder.FullName;
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
