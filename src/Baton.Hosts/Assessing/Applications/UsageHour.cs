namespace Baton.Hosts.Assessing.Applications;

/// <summary>Requests within one hour, as the access logs of the web server show them, in the server's own time.</summary>
public sealed record UsageHour(DateOnly Day, int Hour, long Requests);
