using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Ledgers.Mapping;

namespace Portal.Tests.Ledgers.Mapping;

/// <summary>The shapes in which ledgers write a time.</summary>
public sealed class LedgerTimeTests
{
    private static readonly string[] s_shapes =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:mm:ss", "yyyy.MM.dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy年M月d日H时m分s秒",
        "yyyy年MM月dd日 HH:mm:ss", "yyyyMMddHHmmss", "yyyyMMdd HHmmss", "yyyy/M/d tt h:mm:ss", "yyyy/M/d h:mm:ss tt", "yyyy-MM-ddTHH:mm:ss.fff",
    ];

    [Theory]
    [InlineData("2019/1/6 12:09:38", "2019-01-06 12:09:38")]
    [InlineData("2025-11-03 08:05", "2025-11-03 08:05:00")]
    [InlineData("2020/12/4 0:00:00", "2020-12-04 00:00:00")]
    [InlineData("2025年11月3日 8时5分", "2025-11-03 08:05:00")]
    [InlineData("2025年11月3日8点", "2025-11-03 08:00:00")]
    [InlineData("2025.11.03 08:05", "2025-11-03 08:05:00")]
    [InlineData("２０２５－１１－０３　０８：０５", "2025-11-03 08:05:00")]
    [InlineData("2025-11-03  08：05：09 ", "2025-11-03 08:05:09")]
    [InlineData("2025/11/3 上午 8:05", "2025-11-03 08:05:00")]
    [InlineData("2025/11/3 下午12:05", "2025-11-03 12:05:00")]
    [InlineData("2025/11/3 12:05 AM", "2025-11-03 00:05:00")]
    [InlineData("2025-11-03 24:00", "2025-11-04 00:00:00")]
    [InlineData("2025-11-03T00:05:00Z", "2025-11-03 08:05:00")]
    [InlineData("2025-11-03T08:05:00+08:00", "2025-11-03 08:05:00")]
    [InlineData("2025-11-03 08:05:29.600", "2025-11-03 08:05:30")]
    [InlineData("2025-11-03", "2025-11-03 00:00:00")]
    [InlineData("45964.336805555555", "2025-11-03 08:05:00")]
    public void UsualShapes_AreRead(string text, string expected)
    {
        Assert.True(LedgerTime.TryParse(text, [], out var time));
        Assert.Equal(expected, time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Unspecified, time.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("无")]
    [InlineData("2025-13-03 08:05")]
    [InlineData("2025-02-29")]
    [InlineData("2025-11-03 25:05")]
    [InlineData("2025-11-03 08:60")]
    [InlineData("2025-11-03 08:05 左右")]
    [InlineData("11/03/2025 08:05")]
    [InlineData("2025-11/03")]
    [InlineData("13800000000")]
    [InlineData("152501202511030001")]
    public void AnythingElse_IsNotGuessed(string text) => Assert.False(LedgerTime.TryParse(text, [], out _));

    [Fact]
    public void APatternOfTheMapping_IsTriedFirst()
    {
        string[] patterns = ["MM/dd/yyyy hh:mm:ss tt", "yyyy-dd-MM"];

        Assert.True(LedgerTime.TryParse("04/12/2018 11:11:26 AM", patterns, out var american));
        Assert.Equal(new DateTime(2018, 4, 12, 11, 11, 26), american);
        Assert.True(LedgerTime.TryParse("2018-04-12", patterns, out var odd));
        Assert.Equal(new DateTime(2018, 12, 4), odd);
    }

    [Fact]
    public void AnyTimeInAnyShape_ComesBackToTheSecond()
    {
        var times = Gen.Choose(0, int.MaxValue).Select(seconds => new DateTime(1990, 1, 1).AddSeconds(seconds));
        var shapes = Gen.Elements(s_shapes);

        Prop.ForAll(Arb.From(times), Arb.From(shapes), (time, shape) =>
            LedgerTime.TryParse(time.ToString(shape, CultureInfo.InvariantCulture), [], out var read) && read == time)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AnySerialNumber_ComesBackToTheSecond() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue).Select(seconds => new DateTime(1990, 1, 1).AddSeconds(seconds))), time =>
            LedgerTime.TryParse(time.ToOADate(), [], out var read) && read == time).QuickCheckThrowOnFailure();
}
