using System.Globalization;

namespace Portal.Data.Ledgers.Demo;

/// <summary>
/// A customer of an enterprise. The telephone numbers begin with 154, a range that was never given to an operator;
/// the names are a surname, 某 and a number.
/// </summary>
internal sealed record DemoHousehold(string Name, string Phone, string Community, string Address)
{
    /// <summary>Numbers of households go from 0 to this, so that every telephone number is one household's.</summary>
    public const int Largest = 99_999;

    private const int Communities = 30;

    private static readonly string[] s_surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡"];
    private static readonly string[] s_words = ["东苑", "西苑", "南里", "北里", "和园", "春台", "秋实里", "书香院", "安居苑", "新村"];

    public static DemoHousehold Of(DemoPlan plan, DemoEnterprise enterprise, int number)
    {
        var random = new DemoRandom(plan.Seed, 1, enterprise.Number, number);
        // One community in each enterprise's area has far more trouble than the others (S1-21).
        var community = random.Chance(0.12) ? 0 : random.Between(1, Communities - 1);
        var culture = CultureInfo.InvariantCulture;
        return new(
            string.Create(culture, $"{random.Pick(s_surnames)}某{number:00000}"),
            string.Create(culture, $"154{enterprise.Number:000}{number:00000}"),
            string.Create(culture, $"{enterprise.Place}{s_words[community % s_words.Length]}{"一二三"[community / s_words.Length]}区"),
            string.Create(culture, $"{random.Between(1, 28)}号楼{random.Between(1, 5)}单元{random.Between(1, 6)}0{random.Between(1, 3)}室"));
    }
}
