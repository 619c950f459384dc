using System.Runtime.InteropServices;

namespace Baton.Cloud.Network.Slirp;

/// <summary>struct SlirpConfig of libslirp.h, version 4 (libslirp 4.7). Addresses are in network order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SlirpConfig
{
    public uint Version;
    public int Restricted;
    public byte InEnabled;
    public uint VNetwork;
    public uint VNetmask;
    public uint VHost;
    public byte In6Enabled;
    public fixed byte VPrefixAddress6[16];
    public byte VPrefixLength;
    public fixed byte VHost6[16];
    public nint VHostName;
    public nint TftpServerName;
    public nint TftpPath;
    public nint BootFile;
    public uint VDhcpStart;
    public uint VNameServer;
    public fixed byte VNameServer6[16];
    public nint VDnsSearch;
    public nint VDomainName;
    public nuint IfMtu;
    public nuint IfMru;
    public byte DisableHostLoopback;
    public byte EnableEmu;
    public nint OutboundAddress;
    public nint OutboundAddress6;
    public byte DisableDns;
    public byte DisableDhcp;
}
