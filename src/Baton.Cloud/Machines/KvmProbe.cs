using Baton.Cloud.Programs;

namespace Baton.Cloud.Machines;

/// <summary>
/// Whether hardware virtualization runs a real kernel. There are hosts where /dev/kvm opens and even a boot sector runs, while a kernel hangs;
/// so the kernel itself is asked, once per boot of the host.
/// </summary>
internal static class KvmProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static async Task<bool> RunAsync(QemuOptions options, CancellationToken cancellationToken)
    {
        if (!options.AllowKvm || !CanOpenDevice())
        {
            return false;
        }

        var boot = (await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id", cancellationToken)).Trim();
        var answer = Path.Combine(options.RunDirectory, $"kvm-{boot}");
        if (File.Exists(answer))
        {
            return await File.ReadAllTextAsync(answer, cancellationToken) == "yes";
        }

        var works = await BootsAsync(new QemuCommand(options, Kvm: true).Probe(), cancellationToken);
        await File.WriteAllTextAsync(answer, works ? "yes" : "no", cancellationToken);
        return works;
    }

    private static bool CanOpenDevice()
    {
        try
        {
            using var device = File.OpenHandle("/dev/kvm", FileMode.Open, FileAccess.ReadWrite);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task<bool> BootsAsync(HostProgram probe, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            var result = await probe.RunAsync(limited.Token);
            return result.Output.Contains("VM-PROBE-READY", StringComparison.Ordinal);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
