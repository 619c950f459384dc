using Baton.Terminals;

namespace Baton.Tests.Terminals;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0.087, "87 ms")]
    [InlineData(1, "1.0 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(59.96, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7440, "2 h 04 min")]
    public void Durations_have_no_more_digits_than_anybody_reads(double seconds, string words) => Assert.Equal(words, Words.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("writePauseMs", 87, "write pause", "87 ms")]
    [InlineData("catchUpSeconds", 90, "catch up", "1 min 30 s")]
    [InlineData("copiedBytes", 1536, "copied", "1.5 KiB")]
    [InlineData("files", 3, "files", "3")]
    public void The_unit_of_a_figure_is_at_the_end_of_its_name(string name, double value, string words, string shown) =>
        Assert.Equal((words, shown), Words.Figure(new("step", name, value)));

    [Theory]
    [InlineData("short", 8, "short")]
    [InlineData("two\nlines", 20, "two lines")]
    [InlineData("rather long", 8, "rather …")]
    public void A_line_is_cut_to_the_window(string text, int width, string cut) => Assert.Equal(cut, Words.Shorten(text, width));
}
