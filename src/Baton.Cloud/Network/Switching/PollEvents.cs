namespace Baton.Cloud.Network.Switching;

/// <summary>The bits of poll(2) on Linux.</summary>
[Flags]
internal enum PollEvents : short
{
    None = 0,
    In = 1,
    Priority = 2,
    Out = 4,
    Error = 8,
    HangUp = 16,
}
