using System.Globalization;
using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Demo;

/// <summary>The numbers of one case, so that its texts and its columns tell the same story.</summary>
internal sealed class DemoWords(DemoReading reading, IReadOnlyList<int> diameters, DemoRandom random)
{
    private readonly string _temperature = Tenths(random.Between(128, random.Chance(0.8) ? 179 : 215));
    private readonly string _after = Tenths(random.Between(200, 228));
    private readonly string _days = Whole(random.Between(1, 5));
    private readonly string _diameter = Whole(diameters[random.Skewed(diameters.Count - 1)]);
    private readonly string _some = Whole(random.Between(2, 6));

    public string Say(string text) => text
        .Replace("{temp}", _temperature, StringComparison.Ordinal)
        .Replace("{temp2}", _after, StringComparison.Ordinal)
        .Replace("{days}", _days, StringComparison.Ordinal)
        .Replace("{dn}", _diameter, StringComparison.Ordinal)
        .Replace("{n}", _some, StringComparison.Ordinal);

    public void Fill(DemoCase target)
    {
        switch (reading)
        {
            case DemoReading.Temperature:
                target[LedgerField.RoomTemperature] = _temperature;
                break;
            case DemoReading.Days:
                target[LedgerField.DaysWithoutSupply] = _days;
                break;
            case DemoReading.Diameter:
                target[LedgerField.PipeDiameter] = _diameter;
                break;
        }
    }

    private static string Tenths(int tenths) => string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}");

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
