using Baton.Engine.Problems;
using Baton.LocalCloud;

namespace Baton.Operating;

/// <summary>
/// Which port stands for which at public addresses: the same one on AWS. The local cloud of a user who may not listen below 1024 offers those ports
/// elsewhere, and says where.
/// </summary>
internal sealed class PublicPorts(Session session)
{
    private readonly Lazy<Uri> _endpoint = new(() => session.Aws.EndpointOf("ec2"));
    private IReadOnlyDictionary<int, int>? _offsets;

    public bool EndpointIsLocal => _endpoint.Value.IsLoopback;

    public async Task<int> OfAsync(int port, CancellationToken cancellationToken)
    {
        _offsets ??= await ReadAsync(cancellationToken);
        return _offsets.GetValueOrDefault(port, port);
    }

    private async Task<IReadOnlyDictionary<int, int>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!EndpointIsLocal || session.LocalCloud.Running() is not { } cloud || cloud.Endpoint.Port != _endpoint.Value.Port)
        {
            return new Dictionary<int, int>();
        }

        try
        {
            using var door = new CloudDoor(cloud, session.LocalCloud.Keys());
            return (await door.StatusAsync(cancellationToken)).PortOffsets.ToDictionary(offset => offset.Port, offset => offset.ListensOn);
        }
        catch (BatonException)
        {
            // A cloud that does not answer says so itself at the next request.
            return new Dictionary<int, int>();
        }
    }
}
