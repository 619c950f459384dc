namespace Baton.Operations.Announcing;

internal sealed record WebhookMessage(string Text);
