using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>HTTP towards targets: nothing is followed, unpacked or remembered, and certificates are not looked at; as a load balancer does.</summary>
internal static class TargetHandler
{
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#http-504-issues
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    public static SocketsHttpHandler New(Func<DnsEndPoint, CancellationToken, Task<Socket>> dial) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = s_connectTimeout,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
#pragma warning disable CA5359 // A load balancer does not validate the certificates of its targets: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        ConnectCallback = async (context, cancellationToken) => new NetworkStream(await dial(context.DnsEndPoint, cancellationToken), ownsSocket: true),
    };
}
