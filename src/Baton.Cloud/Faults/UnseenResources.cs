using System.Collections.Concurrent;
using System.Xml.Linq;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.Tags;

namespace Baton.Cloud.Faults;

/// <summary>What was created and is not found yet, as if the news had not reached every server of AWS.</summary>
internal sealed class UnseenResources(TimeProvider time)
{
    // The element of the answer that holds the id of what was made.
    private static readonly Dictionary<string, string> Made = new()
    {
        ["RunInstances"] = "instanceId",
        ["CreateVolume"] = "volumeId",
        ["CreateSnapshot"] = "snapshotId",
        ["CreateSnapshots"] = "snapshotId",
        ["CopySnapshot"] = "snapshotId",
        ["CreateImage"] = "imageId",
        ["RegisterImage"] = "imageId",
        ["CopyImage"] = "imageId",
        ["AllocateAddress"] = "allocationId",
        ["CreateSecurityGroup"] = "groupId",
        ["CreateKeyPair"] = "keyPairId",
        ["ImportKeyPair"] = "keyPairId",
        ["CreateVpc"] = "vpcId",
        ["CreateSubnet"] = "subnetId",
        ["CreateNetworkInterface"] = "networkInterfaceId",
    };

    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new();

    public static bool Makes(string action) => Made.ContainsKey(action);

    public void Hide(string action, XDocument answer, TimeSpan period)
    {
        foreach (var made in answer.Descendants().Where(element => element.Name.LocalName == Made[action]))
        {
            _until[made.Value] = time.GetUtcNow() + period;
        }
    }

    /// <summary>Throws what AWS says of an id that it does not know, when a request names one of these.</summary>
    public void Check(ActionCall call)
    {
        if (!_until.IsEmpty && call.Parameters.Values.FirstOrDefault(IsHidden) is { } id)
        {
            throw Ec2Errors.NotFound(Resources.KindOf(id), id);
        }
    }

    /// <summary>Takes them out of the lists of an answer.</summary>
    public XmlBytes Strip(XmlBytes bytes)
    {
        if (_until.IsEmpty)
        {
            return bytes;
        }

        var answer = bytes.ToDocument();
        bytes.Dispose();
        answer.Descendants().Where(element => element.Name.LocalName == "item" && element.Elements().Any(child => !child.HasElements && IsHidden(child.Value))).ToList().ForEach(item => item.Remove());
        answer.Descendants().Where(element => element.Name.LocalName == "instancesSet" && !element.HasElements).ToList().ForEach(set => set.Parent!.Remove());
        return XmlBytes.Of(answer);
    }

    public void Clear() => _until.Clear();

    private bool IsHidden(string id)
    {
        if (!_until.TryGetValue(id, out var until))
        {
            return false;
        }

        if (time.GetUtcNow() < until)
        {
            return true;
        }

        _until.TryRemove(id, out _);
        return false;
    }
}
