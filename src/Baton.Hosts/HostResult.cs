namespace Baton.Hosts;

/// <summary>What a script said. Scripts answer on standard output with lines of <c>key=value</c>; talk goes to standard error.</summary>
public sealed record HostResult(int ExitStatus, string Output, string Error)
{
    public bool Succeeded => ExitStatus == 0;
}
