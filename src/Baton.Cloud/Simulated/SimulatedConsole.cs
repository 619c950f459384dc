using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baton.Cloud.Machines;

namespace Baton.Cloud.Simulated;

/// <summary>What the console of a machine that does not exist would say: enough for whoever waits for a boot, or reads host keys, as cloud-init prints them.</summary>
internal static class SimulatedConsole
{
    public static string Boot(MachineSpec spec, int number)
    {
        var host = spec.Nics is [var nic, ..] ? $"ip-{nic.PrivateAddress.Replace('.', '-')}" : spec.InstanceId;
        var key = HostKey(spec.InstanceId);
        var fingerprint = Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('=');
        return string.Create(CultureInfo.InvariantCulture, $"""
            [    0.000000] Linux version 6.1.0-0-cloud-amd64 (simulated)
            [    0.000000] Memory: {spec.MemoryMiB * 1024L}K, {spec.Cpus} CPUs, {spec.Disks.Count} disks
            ci-info: no authorized SSH keys fingerprints found for user admin.
            -----BEGIN SSH HOST KEY FINGERPRINTS-----
            256 SHA256:{fingerprint} root@{host} (ED25519)
            -----END SSH HOST KEY FINGERPRINTS-----
            -----BEGIN SSH HOST KEY KEYS-----
            ssh-ed25519 {Convert.ToBase64String(key)} root@{host}
            -----END SSH HOST KEY KEYS-----

            Debian GNU/Linux 12 {host} ttyS0 (boot {number})

            {host} login: 
            """).ReplaceLineEndings("\r\n");
    }

    // The wire form of an ed25519 key: "ssh-ed25519" and 32 bytes, each after its length. Made from the id, so that a second boot shows the same key.
    private static byte[] HostKey(string instanceId) =>
        [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. SHA256.HashData(Encoding.ASCII.GetBytes(instanceId))];
}
