namespace Baton.Operations.Announcing;

public sealed record AnnouncementMail(string To, Audience Audience, AnnouncementText Text);
