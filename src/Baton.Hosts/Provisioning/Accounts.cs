using System.Globalization;

namespace Baton.Hosts.Provisioning;

/// <summary>The users and groups of a machine: names and numbers, never a password.</summary>
public sealed class Accounts(IHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<(IReadOnlyList<UserAccount> Users, IReadOnlyList<GroupAccount> Groups)> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("accounts-read"), cancellationToken);
        return (
            [.. answers.Rows("user").Select(row => new UserAccount(row[0], Number(row[1]), row[2]) { Home = row[3], Shell = row[4], Gecos = row.Length > 5 ? row[5] : "" })],
            [.. answers.Rows("group").Select(row => new GroupAccount(row[0], Number(row[1]), row.Length > 2 ? row[2] : ""))]);
    }

    /// <summary>Makes those that are missing. Files come over by name, so an account that had to take another number still owns its own.</summary>
    public async Task<IReadOnlyList<RenumberedAccount>> MakeAsync(IReadOnlyList<UserAccount> users, IReadOnlyList<GroupAccount> groups, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(
            new("accounts-make")
            {
                Arguments = new Dictionary<string, string>
                {
                    ["users"] = HostCalls.Lines(users.Select(user => string.Create(CultureInfo.InvariantCulture, $"{user.Name}\t{user.Id}\t{user.Group}\t{user.Home}\t{user.Shell}\t{user.Gecos}"))),
                    ["groups"] = HostCalls.Lines(groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Name}\t{group.Id}\t{group.Members}"))),
                },
                Timeout = Patience,
            },
            cancellationToken);
        return [.. answers.Rows("renumbered").Select(row => new RenumberedAccount(row[0], Number(row[1]), Number(row[2])))];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
