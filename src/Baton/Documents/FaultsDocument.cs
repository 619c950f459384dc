using Baton.Cloud.Faults;

namespace Baton.Documents;

internal sealed record FaultsDocument(IReadOnlyList<Fault> Faults);
