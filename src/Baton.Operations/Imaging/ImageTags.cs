using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Operations.Discovery;

namespace Baton.Operations.Imaging;

/// <summary>What an image says about itself: what it is worth, and what a verification must find on a copy of it.</summary>
internal static class ImageTags
{
    public const string Server = "baton:server";
    public const string InstanceId = "baton:instance-id";
    public const string InstanceType = "baton:instance-type";
    public const string SubnetId = "baton:subnet-id";
    public const string VpcId = "baton:vpc-id";
    public const string KeyName = "baton:key-name";
    public const string Postgres = "baton:postgres";
    public const string Consistency = "baton:consistency";
    public const string WritePauseMs = "baton:write-pause-ms";

    /// <summary>The digest of the list of files' checksums; the list itself is in the image.</summary>
    public const string Manifest = "baton:manifest";

    /// <summary>Of a verification: "passed" or "failed".</summary>
    public const string Verdict = "baton:verdict";
    public const string VerifiedAt = "baton:verified-at";
    public const string VerifiedBy = "baton:verified-by";

    public static IEnumerable<Tag> Of(ServerModel server, SnapshotVolumes.Result copies, RecordProof.Result proof)
    {
        var consistency = new ConsistencyPlan(server);
        yield return new() { Key = Server, Value = server.Name };
        yield return new() { Key = InstanceId, Value = server.InstanceId };
        yield return new() { Key = InstanceType, Value = server.Instance.InstanceType };
        yield return new() { Key = SubnetId, Value = server.Instance.SubnetId };
        yield return new() { Key = VpcId, Value = server.Instance.VpcId };
        yield return new() { Key = Consistency, Value = consistency.Overall(copies.Volumes).ToString().ToLowerInvariant() };
        yield return new() { Key = WritePauseMs, Value = copies.WritePauseMs.ToString("0.#", CultureInfo.InvariantCulture) };
        foreach (var volume in copies.Volumes)
        {
            yield return new() { Key = $"{Consistency}:{volume.Device}", Value = volume.Level.ToString().ToLowerInvariant() };
        }

        if (server.Postgres is { } postgres)
        {
            yield return new() { Key = Postgres, Value = PostgresTag.Write(postgres.Layout) };
        }

        if (server.Instance.KeyName is { } key)
        {
            yield return new() { Key = KeyName, Value = key };
        }

        if (proof.ManifestDigest is { } digest)
        {
            yield return new() { Key = Manifest, Value = digest };
        }
    }
}
