using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Baton.Bench;

/// <summary>moto's own server, when it is installed: what people use today to pretend EC2 on their computer.</summary>
internal static class MotoServer
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Null when there is none in PATH.</summary>
    public static Process? Start(out int port)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        try
        {
            return Process.Start(new ProcessStartInfo("moto_server") { ArgumentList = { "-H", "127.0.0.1", "-p", $"{port}" }, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public static ApiServer Server(Process process, int port)
    {
        // It says each request on its standard error, which nobody would read.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new("moto", new($"http://127.0.0.1:{port}"), new("AKIAMOTO", "secret"), process.Id);
    }

    public static async Task AwaitAnswerAsync(ApiServer server, byte[] request)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = new ApiConnection(server);
                await connection.ExchangeAsync(request);
                return;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(start) < s_patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }
        }
    }
}
