using Baton.Engine.Steps;

namespace Baton.Operations.Dns;

/// <summary>Reads and changes the records of a zone where they are kept. Three kinds: Route 53, dynamic updates, and a person.</summary>
internal interface IDnsProvider
{
    /// <summary>Null when the zone has no such record itself. Throws when the zone is not ours, or when the record is no plain one.</summary>
    Task<NameRecord?> ReadAsync(string name, string type, CancellationToken cancellationToken);

    /// <summary>Puts the one in the place of the other. Returns when the provider has done what it does; authorities are asked by whoever needs to know.</summary>
    Task WriteAsync(NameRecord before, NameRecord after, StepContext context, CancellationToken cancellationToken);
}
