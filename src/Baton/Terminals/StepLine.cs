using System.Globalization;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Steps;

namespace Baton.Terminals;

/// <summary>The steps of a plan as lines of equal columns: "[ 3/24] launch-instance".</summary>
internal sealed class StepLine
{
    private readonly Dictionary<string, int> _numbers;
    private readonly int _digits;
    private readonly int _width;

    public StepLine(Plan plan)
    {
        Total = plan.Steps.Count;
        _numbers = plan.Steps.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index + 1);
        _digits = Total.ToString(CultureInfo.InvariantCulture).Length;
        _width = plan.Steps.Count == 0 ? 0 : plan.Steps.Max(step => step.Name.Length);
    }

    public int Total { get; }

    public string Number(PlannedStep step) =>
        $"{_numbers[step.Name].ToString(CultureInfo.InvariantCulture).PadLeft(_digits)}/{Total.ToString(CultureInfo.InvariantCulture)}";

    public string Name(PlannedStep step) => step.Name.PadRight(_width);

    /// <summary>"write pause 87 ms, standby lag 0 B".</summary>
    public static string Figures(IEnumerable<Measurement> measurements) =>
        string.Join(", ", measurements.Select(Words.Figure).Select(figure => $"{figure.Name} {figure.Value}"));
}
