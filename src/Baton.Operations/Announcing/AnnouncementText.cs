namespace Baton.Operations.Announcing;

public sealed record AnnouncementText(string Subject, string Body);
