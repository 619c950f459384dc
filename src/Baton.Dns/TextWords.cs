using System.Globalization;

namespace Baton.Dns;

/// <summary>The words of a record's text, quoted or not: <c>0 issue "letsencrypt.org"</c>.</summary>
internal sealed class TextWords(string text)
{
    private int _place;

    public bool More
    {
        get
        {
            while (_place < text.Length && text[_place] is ' ' or '\t')
            {
                _place++;
            }

            return _place < text.Length;
        }
    }

    /// <summary>The next word as it stands.</summary>
    public string Word()
    {
        Need();
        var start = _place;
        while (_place < text.Length && text[_place] is not (' ' or '\t'))
        {
            _place++;
        }

        return text[start.._place];
    }

    public uint Number(uint most) =>
        Word() is var word && uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new DnsFormatException($"'{word}' is no number up to {most}.");

    public byte[] Hexadecimal()
    {
        var digits = "";
        while (More)
        {
            digits += Word();
        }

        try
        {
            return Convert.FromHexString(digits);
        }
        catch (FormatException)
        {
            throw new DnsFormatException($"'{digits}' is not hexadecimal.");
        }
    }

    /// <summary>A word with its quotes and escapes taken away.</summary>
    public byte[] Bytes()
    {
        Need();
        var bytes = new List<byte>();
        var quoted = text[_place] == '"';
        for (_place += quoted ? 1 : 0; _place < text.Length; _place++)
        {
            if (quoted ? text[_place] == '"' : text[_place] is ' ' or '\t')
            {
                break;
            }

            bytes.Add(DnsName.Next(text, ref _place));
        }

        if (quoted && _place++ >= text.Length)
        {
            throw new DnsFormatException($"The quotes of '{text}' are not closed.");
        }

        return [.. bytes];
    }

    public void End()
    {
        if (More)
        {
            throw new DnsFormatException($"'{text}' goes on after its end.");
        }
    }

    private void Need()
    {
        if (!More)
        {
            throw new DnsFormatException($"'{text}' ends too early.");
        }
    }
}
