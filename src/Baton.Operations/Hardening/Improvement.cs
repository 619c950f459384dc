using Baton.Operations.Assessing;

namespace Baton.Operations.Hardening;

/// <summary>What is still worse on a server than it could be, and the command that mends it.</summary>
/// <param name="On">Where the command is typed: "here" (with AWS's command line or Baton), or "server".</param>
public sealed record Improvement(RiskLevel Level, string Area, string What, string Command, string On);
