using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Cloud.Faults;
using Baton.Cloud.Places;
using Microsoft.AspNetCore.Http;

namespace Baton.Cloud.Hosting;

/// <summary>What is no part of AWS: faults that are asked for, and the state of the cloud itself. Opened by the secret key, which every AWS client of this cloud has.</summary>
internal sealed class PrivateDoor(string secret, PlaceBook places, IReadOnlySet<string> actions, Func<CloudStatus> status)
{
    public const string Folder = "/_baton";

    private readonly MachineFaults _machines = new(places);

    public async Task ServeAsync(HttpContext http)
    {
        var given = http.Request.Headers.Authorization.ToString();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes($"Bearer {secret}")))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        switch (http.Request.Method, http.Request.Path.Value)
        {
            case ("GET", $"{Folder}/status"):
                await http.Response.WriteAsJsonAsync(status(), CloudJson.Default.CloudStatus, null, http.RequestAborted);
                break;
            case ("GET", $"{Folder}/faults"):
                await http.Response.WriteAsJsonAsync(places.Faults.All, FaultJson.Default.IReadOnlyListFault, null, http.RequestAborted);
                break;
            case ("POST", $"{Folder}/faults"):
                await AddAsync(http);
                break;
            case ("DELETE", $"{Folder}/faults"):
                places.Faults.Clear();
                places.Unseen.Clear();
                await _machines.ClearAsync(http.RequestAborted);
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private async Task AddAsync(HttpContext http)
    {
        try
        {
            var fault = await JsonSerializer.DeserializeAsync(http.Request.Body, FaultJson.Default.Fault, http.RequestAborted) ?? throw new JsonException("There is no fault in the request.");
            var refused = FaultRules.Refuse(fault, actions);
            if (refused is null && FaultRules.IsInstance(fault))
            {
                refused = await _machines.StrikeAsync(fault, http.RequestAborted);
            }
            else if (refused is null)
            {
                fault = places.Faults.Add(fault);
            }

            await (refused is null ? http.Response.WriteAsJsonAsync(fault, FaultJson.Default.Fault, null, http.RequestAborted) : RefuseAsync(http, refused));
        }
        catch (JsonException failure)
        {
            await RefuseAsync(http, failure.Message);
        }
    }

    private static Task RefuseAsync(HttpContext http, string reason)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return http.Response.WriteAsync(reason, http.RequestAborted);
    }
}
