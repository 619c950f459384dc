using System.Buffers.Binary;
using System.Text;
using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Dhcp;

/// <summary>Gives an interface the one address that is its own, with the options that EC2 gives.</summary>
internal static class DhcpServer
{
    public const int ServerPort = 67;
    public const int ClientPort = 68;
    public const int Mtu = 9001;

    private const int OptionsOffset = 240;
    private const int MinimumLength = 300;

    private const byte Discover = 1;
    private const byte Offer = 2;
    private const byte Request = 3;
    private const byte Ack = 5;
    private const byte Nak = 6;
    private const byte Inform = 8;

    /// <summary>Writes the answer to a request into <paramref name="reply"/>; its length, or 0 when the request deserves none.</summary>
    public static int Answer(ReadOnlySpan<byte> request, in DhcpLease lease, Span<byte> reply)
    {
        if (request.Length < OptionsOffset || request[0] != 1 || request[1] != 1 || request[2] != 6
            || MacAddress.Read(request[28..]) != lease.MacAddress
            || BinaryPrimitives.ReadUInt32BigEndian(request[236..]) != 0x63825363)
        {
            return 0;
        }

        var kind = TypeOfAnswer(request, lease);
        if (kind == 0)
        {
            return 0;
        }

        reply[..512].Clear();
        request[..12].CopyTo(reply);
        reply[0] = 2;
        reply[3] = 0;
        request.Slice(28, 16).CopyTo(reply[28..]);
        BinaryPrimitives.WriteUInt32BigEndian(reply[236..], 0x63825363);
        var writer = new OptionWriter(reply[OptionsOffset..]);
        writer.Add(53, kind);
        writer.Add(54, lease.Router);
        if (kind != Nak)
        {
            request.Slice(12, 4).CopyTo(reply[12..]);
            BinaryPrimitives.WriteUInt32BigEndian(reply[16..], request[12..16].ContainsAnyExcept((byte)0) && IsInform(request) ? 0 : lease.Address);
            AddLease(ref writer, lease);
        }

        writer.End();
        return Math.Max(MinimumLength, OptionsOffset + writer.Length);
    }

    private static void AddLease(ref OptionWriter writer, in DhcpLease lease)
    {
        writer.Add(51, DhcpLease.Seconds);
        writer.Add(1, lease.Mask);
        writer.Add(3, lease.Router);
        writer.Add(6, lease.NameServer);
        writer.Add(12, Encoding.ASCII.GetBytes(lease.HostName));
        writer.Add(15, Encoding.ASCII.GetBytes(lease.Domain));
        writer.Add(26, [Mtu >> 8, Mtu & 0xff]);
        writer.Add(28, lease.Address | ~lease.Mask);
    }

    private static bool IsInform(ReadOnlySpan<byte> request) => FindOption(request, 53) is [Inform];

    private static byte TypeOfAnswer(ReadOnlySpan<byte> request, in DhcpLease lease)
    {
        var server = FindOption(request, 54);
        if (server.Length == 4 && BinaryPrimitives.ReadUInt32BigEndian(server) != lease.Router)
        {
            return 0;
        }

        return FindOption(request, 53) switch
        {
            [Discover] => Offer,
            [Inform] => Ack,
            // A guest that was cloned from another's disk asks for the other's address: say no at once, so that it does not wait.
            [Request] => WantedAddress(request) == lease.Address ? Ack : Nak,
            _ => (byte)0,
        };
    }

    private static uint WantedAddress(ReadOnlySpan<byte> request)
    {
        var option = FindOption(request, 50);
        return BinaryPrimitives.ReadUInt32BigEndian(option.Length == 4 ? option : request[12..]);
    }

    private static ReadOnlySpan<byte> FindOption(ReadOnlySpan<byte> request, byte code)
    {
        for (var index = OptionsOffset; index < request.Length && request[index] != 255;)
        {
            if (request[index] == 0)
            {
                index++;
                continue;
            }

            if (index + 1 >= request.Length || index + 2 + request[index + 1] > request.Length)
            {
                return default;
            }

            if (request[index] == code)
            {
                return request.Slice(index + 2, request[index + 1]);
            }

            index += 2 + request[index + 1];
        }

        return default;
    }

    private ref struct OptionWriter(Span<byte> target)
    {
        private readonly Span<byte> _target = target;

        public int Length { get; private set; }

        public void Add(byte code, params ReadOnlySpan<byte> value)
        {
            _target[Length] = code;
            _target[Length + 1] = (byte)value.Length;
            value.CopyTo(_target[(Length + 2)..]);
            Length += 2 + value.Length;
        }

        public void Add(byte code, uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            Add(code, (ReadOnlySpan<byte>)bytes);
        }

        public void End() => _target[Length++] = 255;
    }
}
