using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Operations.Configuration;

namespace Baton.Operations.Announcing;

/// <summary>Reads secrets where baton.yaml says that they are. A file that others may read is refused: it is no secret any more.</summary>
public static class AnnounceSecrets
{
    public static Secret? Password(SmtpOptions smtp) => smtp switch
    {
        { PasswordFile: { } file } => Read("announce.smtp.password-file", file),
        { PasswordVariable: { } variable } => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? new(value) : throw new BatonException(AnnounceProblems.SecretVariableMissing(variable)),
        _ => null,
    };

    public static Secret Webhook(string file)
    {
        var url = Read("announce.webhook-file", file);
        return Uri.TryCreate(url.Reveal(), UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            ? url
            : throw new BatonException(AnnounceProblems.WebhookNotUrl(file));
    }

    private static Secret Read(string key, string file)
    {
        if (!File.Exists(file))
        {
            throw new BatonException(AnnounceProblems.SecretFileMissing(key, file));
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return (File.GetUnixFileMode(file) & Others) == UnixFileMode.None ? new(File.ReadAllText(file).Trim()) : throw new BatonException(AnnounceProblems.SecretFileOpen(key, file));
    }
}
