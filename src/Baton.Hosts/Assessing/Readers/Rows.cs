using System.Globalization;

namespace Baton.Hosts.Assessing.Readers;

/// <summary>Fields of a row, where a program on a strange server may have said less than it should.</summary>
internal static class Rows
{
    extension(string[] row)
    {
        public string Field(int index) => index < row.Length ? row[index] : "";

        public long Whole(int index) => long.TryParse(row.Field(index), CultureInfo.InvariantCulture, out var number) ? number : 0;

        public double Real(int index) => double.TryParse(row.Field(index), CultureInfo.InvariantCulture, out var number) ? number : 0;

        public bool IsYes(int index) => row.Field(index) == "yes";

        /// <summary>Seconds since 1970; null for 0.</summary>
        public DateTimeOffset? Moment(int index) => row.Whole(index) is > 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

        public IReadOnlyList<string> List(int index) => row.Field(index).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    extension(Answers answers)
    {
        public long WholeOr0(string key) => long.TryParse(answers.Find(key), CultureInfo.InvariantCulture, out var number) ? number : 0;

        public string TextOr(string key, string otherwise) => answers.Find(key) ?? otherwise;
    }
}
