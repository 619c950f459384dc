using System.Globalization;
using System.Text;
using Baton.Cloud.State;
using Microsoft.AspNetCore.Http;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>The cookie by which a client stays with its target, in target groups that have that switched on.</summary>
internal sealed class Stickiness(HttpContext http)
{
    private const string Cookie = "AWSALB";

    /// <summary>The target that the client had before.</summary>
    public TargetRecord? Known(TargetGroupRecord group, TargetChoice choice)
    {
        if (!IsOn(group) || Read(http.Request.Cookies[Cookie]) is not [var arn, var id, var port] || arn != group.Arn)
        {
            return null;
        }

        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? choice.Known(group, id, number) : null;
    }

    /// <summary>Every answer prolongs the client's stay.</summary>
    public void Remember(ChosenTarget chosen)
    {
        if (!IsOn(chosen.Group))
        {
            return;
        }

        var value = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chosen.Group.Arn}|{chosen.Target.Id}|{chosen.Target.Port}")));
        var lifetime = TimeSpan.FromSeconds(int.Parse(chosen.Group.Attribute("stickiness.lb_cookie.duration_seconds"), CultureInfo.InvariantCulture));
        http.Response.Cookies.Append(Cookie, value, new() { MaxAge = lifetime, Path = "/" });
        http.Response.Cookies.Append($"{Cookie}CORS", value, new() { MaxAge = lifetime, Path = "/", SameSite = SameSiteMode.None });
    }

    private static bool IsOn(TargetGroupRecord group) => group.Attribute("stickiness.enabled") == "true" && group.Attribute("stickiness.type") == "lb_cookie";

    private static string[] Read(string? cookie)
    {
        var bytes = new byte[cookie?.Length ?? 0];
        return cookie is not null && Convert.TryFromBase64String(cookie, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split('|') : [];
    }
}
