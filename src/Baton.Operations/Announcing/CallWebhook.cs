using System.Text;
using System.Text.Json;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Announcing;

/// <summary>Posts {"text": …}, as Slack, Mattermost, Rocket.Chat and others take it. The URL is a secret: it appears nowhere.</summary>
internal sealed class CallWebhook(AnnounceArguments arguments, AnnouncementText text, string webhookFile) : SendMessage("webhook", "the webhook", arguments.RunsFolder)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public override StepDescription Describe() => new() { Changes = $"Post '{text.Subject}' to the webhook", CanUndo = false };

    protected override async Task<string?> DeliverAsync(Action committing, StepContext context, CancellationToken cancellationToken)
    {
        var url = AnnounceSecrets.Webhook(webhookFile);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = s_patience };
        var body = JsonSerializer.Serialize(new($"*{Escaped(text.Subject)}*\n{Escaped(text.Body.Trim())}"), OperationJson.Default.WebhookMessage);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            committing();
            using var answer = await http.PostAsync(new Uri(url.Reveal()), content, cancellationToken);
            return answer.IsSuccessStatusCode ? null : AnnounceProblems.WebhookRefused((int)answer.StatusCode).Message;
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            // It was never there: a resume may try again.
            new Outbox(arguments.RunsFolder, context.RunId).Forget(Name);
            throw new BatonException(AnnounceProblems.WebhookUnreachable(failure.HttpRequestError.ToString()));
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Without the exception inside: it holds the URL.
            throw new BatonException(AnnounceProblems.WebhookUnreachable("the answer did not come."));
        }
    }

    /// <summary>Slack's three control characters. https://docs.slack.dev/messaging/formatting-message-text/#escaping</summary>
    private static string Escaped(string value) => value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
