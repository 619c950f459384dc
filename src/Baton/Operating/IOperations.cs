using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Operations.Configuration;

namespace Baton.Operating;

/// <summary>
/// Looks into operations before they begin: everything that stands against one is thrown at once, and nothing is changed. Two kinds: the real one over
/// AWS and SSH, and that of the program's tests.
/// </summary>
internal interface IOperations : IPlanFactory
{
    Task<PreparedRun> ImageAsync(ServerOptions server, string? name, CancellationToken cancellationToken);

    /// <param name="imageId">The image.</param>
    /// <param name="server">Finds a server of baton.yaml by the name on the image's tags.</param>
    /// <param name="instanceType">Of the copy; null for that of the server.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    Task<PreparedRun> VerifyAsync(string imageId, Func<string, ServerOptions> server, string? instanceType, CancellationToken cancellationToken);

    Task<PreparedRun> ResizeAsync(ServerOptions server, SizeWish size, CancellationToken cancellationToken);

    Task<PreparedRun> FinishAsync(RunRecord resize, CancellationToken cancellationToken);
}
