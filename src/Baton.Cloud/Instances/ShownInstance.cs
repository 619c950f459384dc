using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

/// <summary>An instance, and how answers show it. That is made when somebody looks: most filters leave most instances out by their tags or their ids.</summary>
internal sealed class ShownInstance(InstanceRecord record, CloudContext cloud, InstanceView view)
{
    private Instance? _made;

    public InstanceRecord Record => record;

    /// <summary>For filters, of which several may look.</summary>
    public Instance Instance => _made ??= view.Show(record);

    /// <summary>For the answer, where it is looked at once: kept only when a filter has made it already.</summary>
    public Instance Once => _made ?? view.Show(record);

    public string OwnerId => cloud.Options.AccountId;

    public IReadOnlyDictionary<string, string> Tags => cloud.State.Tags(record.InstanceId);
}
