using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine;

namespace Baton.LocalCloud;

/// <summary>What the program knows of its local cloud, in the state directory: which process it is, and the key that it accepts.</summary>
internal sealed class CloudFolder(StateDirectory state)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path => state.Cloud;

    /// <summary>For AWS_DATA_PATH; see <see cref="BotocoreData"/>.</summary>
    public string BotocoreData => System.IO.Path.Combine(state.Cloud, "botocore");

    public string Log => System.IO.Path.Combine(state.Cloud, "cloud.log");

    private string RecordPath => System.IO.Path.Combine(state.Cloud, "cloud.json");

    private string KeysPath => System.IO.Path.Combine(state.Cloud, "keys.json");

    public void Create()
    {
        state.Create();
        Directory.CreateDirectory(state.Cloud);
    }

    /// <summary>The cloud that runs now, or null.</summary>
    public CloudRecord? Running() =>
        Read(RecordPath, CloudFilesJson.Default.CloudRecord) is { } record && ProcessStart.Of(record.Pid) == record.ProcessStarted ? record : null;

    public void Write(CloudRecord record) => Write(RecordPath, record, CloudFilesJson.Default.CloudRecord);

    /// <summary>Writes what makes the AWS CLI and boto3 of any version find this cloud.</summary>
    public void WriteBotocoreData(CloudRecord cloud)
    {
        Directory.CreateDirectory(BotocoreData);
        Write(System.IO.Path.Combine(BotocoreData, "endpoints.json"), LocalCloud.BotocoreData.Endpoints(cloud.Endpoint), CloudFilesJson.Default.JsonObject);
    }

    public void Forget() => File.Delete(RecordPath);

    public CloudKeys? FindKeys() => Read(KeysPath, CloudFilesJson.Default.CloudKeys);

    /// <summary>The key of this cloud, made when first asked for: random, so that nothing else on this computer can guess it.</summary>
    public CloudKeys Keys()
    {
        if (FindKeys() is { } known)
        {
            return known;
        }

        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var keys = new CloudKeys("AKIABATON" + RandomNumberGenerator.GetString(letters, 11), Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)));
        Create();
        Write(KeysPath, keys, CloudFilesJson.Default.CloudKeys);
        return keys;
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), type);
        }
        catch (IOException)
        {
            // Not there: there is no cloud yet.
            return null;
        }
    }

    /// <summary>Whole or not at all: another process may read at any time.</summary>
    private static void Write<T>(string path, T content, JsonTypeInfo<T> type)
    {
        var beside = $"{path}.{Environment.ProcessId}.new";
        File.Delete(beside);
        using (var stream = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            JsonSerializer.Serialize(stream, content, type);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
