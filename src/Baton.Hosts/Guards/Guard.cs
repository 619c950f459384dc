namespace Baton.Hosts.Guards;

/// <summary>
/// Fences a copy at boot: drop-ins (<c>ExecCondition=</c>) on the named units let them start only on the recorded machine, or in the role that a machine was released with.
/// A skipped unit has not failed. Every method is safe to repeat; after <see cref="RemoveAsync"/> nothing is left.
/// </summary>
public sealed class Guard(IHost host)
{
    /// <summary>Installs the guard and records this machine; the running services go on untouched.</summary>
    public async Task<GuardState> InstallAsync(GuardSetup setup, CancellationToken cancellationToken) =>
        Read(await host.AskAsync(
            new("guard-install")
            {
                Arguments = new Dictionary<string, string>
                {
                    ["services"] = HostCalls.Lines(setup.Services),
                    ["warm"] = HostCalls.Lines(setup.Warm),
                    ["postgres"] = HostCalls.Lines(setup.Postgres),
                    ["fenced"] = HostCalls.Lines(setup.Fenced),
                    ["ahead"] = setup.Ahead ? "yes" : "",
                    ["guard_program"] = Scripts.Read("guard"),
                },
            },
            cancellationToken));

    public async Task<GuardState> ReadAsync(CancellationToken cancellationToken) => Read(await host.AskAsync(new("guard-read"), cancellationToken));

    /// <summary>Says what this machine is, whichever it is; kept over restarts, and worth nothing on a copy of it. Starts and stops nothing.</summary>
    public async Task<GuardState> ReleaseAsync(GuardRole role, CancellationToken cancellationToken) =>
        Read(await host.AskAsync(
            new("guard-release") { Arguments = new Dictionary<string, string> { ["role"] = Name(role) } },
            cancellationToken));

    /// <summary>Removes the guard without trace. Starts and stops nothing.</summary>
    public Task RemoveAsync(CancellationToken cancellationToken) => host.AskAsync(new("guard-remove"), cancellationToken);

    private static string Name(GuardRole role) => role switch
    {
        GuardRole.Verify => "verify",
        GuardRole.Standby => "standby",
        GuardRole.Primary => "primary",
        _ => "held",
    };

    private static GuardState Read(Answers answers) => new(answers.IsYes("installed"), answers.Text("role") switch
    {
        "verify" => GuardRole.Verify,
        "standby" => GuardRole.Standby,
        "primary" => GuardRole.Primary,
        _ => GuardRole.Held,
    })
    {
        RecordedMachine = answers.Find("recorded"),
        ThisMachine = answers.Text("machine"),
    };
}
