namespace Baton.Hosts.Assessing;

/// <summary>The program that takes mail from applications, the host it passes it to (empty: it delivers itself), and how many wait in its queue.</summary>
public sealed record MailFacts(string Program, string Relay, int Waiting);
