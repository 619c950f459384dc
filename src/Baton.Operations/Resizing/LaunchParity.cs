using Baton.Operations.Cloud;
using Baton.Operations.Discovery;

namespace Baton.Operations.Resizing;

/// <summary>What two instances must have in common although no image carries it.</summary>
internal static class LaunchParity
{
    /// <summary>In words, each difference; addresses, type and user data are expected to differ.</summary>
    public static IReadOnlyList<string> Differences(InstanceModel old, InstanceModel created)
    {
        var found = new List<string>();
        void Same<T>(string what, T before, T after)
        {
            if (!EqualityComparer<T>.Default.Equals(before, after))
            {
                found.Add($"{what} is '{after}', not '{before}'");
            }
        }

        Same("its list of security groups", Joined(old.SecurityGroupIds), Joined(created.SecurityGroupIds));
        Same("its subnet", old.SubnetId, created.SubnetId);
        Same("its instance profile", old.ProfileArn, created.ProfileArn);
        Same("its key pair", old.KeyName, created.KeyName);
        Same("termination protection", old.TerminationProtection, created.TerminationProtection);
        Same("its shutdown behavior", old.ShutdownBehavior, created.ShutdownBehavior);
        Same("detailed monitoring", old.Monitoring, created.Monitoring);
        Same("its metadata options", old.Metadata, created.Metadata);
        Same("its tenancy", old.Tenancy ?? "default", created.Tenancy ?? "default");
        Same("its list of volumes", Volumes(old), Volumes(created));
        Same("its list of tags", Tags(old), Tags(created));
        return found;
    }

    private static string Joined(IEnumerable<string> values) => string.Join(", ", values.Order(StringComparer.Ordinal));

    private static string Volumes(InstanceModel instance) =>
        Joined(instance.Volumes.Select(volume => $"{volume.Device} {volume.SizeGiB} GiB {volume.Type}{(volume.DeleteOnTermination ? "" : ", kept")}"));

    private static string Tags(InstanceModel instance) =>
        Joined(instance.Tags.Where(tag => tag.Key != RunTags.Name).Select(tag => $"{tag.Key}={tag.Value}"));
}
