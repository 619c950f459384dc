using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Baton.Aws.Wire;

/// <summary>
/// An XML document as it goes out, in pieces of borrowed memory: a list of a thousand instances has five megabytes, which nobody needs as a tree, nor in one piece.
/// </summary>
public sealed class XmlBytes : IDisposable
{
    private const int PieceLength = 1 << 16;

    // So many characters are in a piece for sure, whatever they are.
    private const int MostChars = 4096;
    private static readonly SearchValues<char> s_special = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(number => (char)number), '&', '<', '>', '\uFFFE', '\uFFFF']);

    private readonly List<(byte[] Bytes, int Length)> _full = [];
    private byte[] _piece = ArrayPool<byte>.Shared.Rent(MostChars * 4);
    private int _length;

    public XmlBytes() => Put("<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8);

    public long Length => _full.Sum(piece => (long)piece.Length) + _length;

    public static XmlBytes Of(XDocument document)
    {
        var bytes = new XmlBytes { _length = 0 };
        using var text = new MemoryStream();
        using (var xml = XmlWriter.Create(text, new() { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            document.Save(xml);
        }

        bytes.Put(text.GetBuffer().AsSpan(0, (int)text.Length));
        return bytes;
    }

    public XDocument ToDocument()
    {
        using var whole = new MemoryStream();
        _full.ForEach(piece => whole.Write(piece.Bytes, 0, piece.Length));
        whole.Write(_piece, 0, _length);
        whole.Position = 0;
        using var reader = XmlReader.Create(whole, new() { CheckCharacters = false });
        return XDocument.Load(reader);
    }

    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var (bytes, length) in _full)
        {
            await stream.WriteAsync(bytes.AsMemory(0, length), cancellationToken);
        }

        await stream.WriteAsync(_piece.AsMemory(0, _length), cancellationToken);
    }

    public void Open(string name, string xmlNamespace)
    {
        Put("<"u8);
        Put(name);
        Put(" xmlns=\""u8);
        Put(xmlNamespace);
        Put("\">"u8);
    }

    public void Open(string name)
    {
        Put("<"u8);
        Put(name);
        Put(">"u8);
    }

    public void Close(string name)
    {
        Put("</"u8);
        Put(name);
        Put(">"u8);
    }

    public void Element(string name, string text)
    {
        Open(name);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(s_special) is var at and >= 0)
        {
            Put(rest[..at]);
            // A line feed and a tab stay as they are; XML's readers would make a line feed of a carriage return.
            Put(rest[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '\n' => "\n", '\t' => "\t", var control => $"&#x{(int)control:X};" });
            rest = rest[(at + 1)..];
        }

        Put(rest);
        Close(name);
    }

    public void Dispose()
    {
        _full.ForEach(piece => ArrayPool<byte>.Shared.Return(piece.Bytes));
        _full.Clear();
        ArrayPool<byte>.Shared.Return(_piece);
        _piece = [];
        _length = 0;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > _piece.Length - _length)
        {
            var now = _piece.Length - _length;
            bytes[..now].CopyTo(_piece.AsSpan(_length));
            bytes = bytes[now..];
            _length += now;
            Next();
        }

        bytes.CopyTo(_piece.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        while (text.Length > MostChars)
        {
            // Pairs of surrogates stay together.
            var now = char.IsHighSurrogate(text[MostChars - 1]) ? MostChars - 1 : MostChars;
            PutFew(text[..now]);
            text = text[now..];
        }

        PutFew(text);
    }

    private void PutFew(ReadOnlySpan<char> text)
    {
        if (text.Length * 3 > _piece.Length - _length)
        {
            Next();
        }

        // Half of a pair becomes U+FFFD.
        _length += Encoding.UTF8.GetBytes(text, _piece.AsSpan(_length));
    }

    private void Next()
    {
        _full.Add((_piece, _length));
        _piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        _length = 0;
    }
}
