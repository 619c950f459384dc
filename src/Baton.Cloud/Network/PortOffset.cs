namespace Baton.Cloud.Network;

/// <summary>A port below 1024 that this user may not listen on, and the port that stands for it on the same address.</summary>
public sealed record PortOffset(int Port, int ListensOn);
