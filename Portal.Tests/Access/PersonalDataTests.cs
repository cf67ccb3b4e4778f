using System.Security.Cryptography;
using Portal.Data.Access;

namespace Portal.Tests.Access;

/// <summary>Personal data is unreadable at rest and masked on screen (S2-42).</summary>
public sealed class PersonalDataTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("regulator-keys-").FullName, "personal-data.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void WhatIsSealed_OpensUnderTheSameRing_AlsoAfterARestart()
    {
        var complainant = new Complainant("用户甲", "15400001234", "示例街 1 号 2 单元");
        byte[] blob;
        using (var first = PersonalData.Open(_path))
        {
            blob = first.Seal(complainant);
        }

        using var second = PersonalData.Open(_path);
        Assert.Equal(complainant, second.Unseal(blob));
    }

    [Fact]
    public void SealingTwice_GivesDifferentBlobs()
    {
        using var keys = PersonalData.Open(_path);
        var complainant = new Complainant("用户", "1", "2");

        Assert.NotEqual(keys.Seal(complainant), keys.Seal(complainant));
    }

    [Fact]
    public void ManySealingAtOnce_EachOpenWhatTheySealed()
    {
        using var keys = PersonalData.Open(_path);

        Parallel.For(0, 40_000, new() { MaxDegreeOfParallelism = 8 }, number =>
        {
            var complainant = new Complainant($"用户{number}", "15400001234", $"示例街 {number} 号");
            Assert.Equal(complainant, keys.Unseal(keys.Seal(complainant)));
        });
    }

    [Fact]
    public void AChangedBlob_IsRefused()
    {
        using var keys = PersonalData.Open(_path);
        var blob = keys.Seal(new("用户", "1", "2"));
        blob[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => keys.Unseal(blob));
    }

    [Fact]
    public void HashesIgnoreSpacingAndDifferWithoutTheKey()
    {
        using var keys = PersonalData.Open(_path);
        using var others = PersonalData.Open(_path + ".other");

        Assert.Equal(keys.HashPhone("154-0000 1234"), keys.HashPhone("15400001234"));
        Assert.NotEqual(keys.HashPhone("15400001234"), others.HashPhone("15400001234"));
        Assert.NotEqual(keys.HashPhone("1"), keys.HashAddress("1"));
    }

    [Theory]
    [InlineData("王小明", "王**")]
    [InlineData("A", "A**")]
    [InlineData("", "")]
    public void NamesKeepTheirFirstCharacter(string name, string masked) => Assert.Equal(masked, new Complainant(name, "", "").MaskedName);

    [Theory]
    [InlineData("15400001234", "154****1234")]
    [InlineData("8800123", "****23")]
    [InlineData("12", "****")]
    public void TelephonesKeepTheirEnds(string phone, string masked) => Assert.Equal(masked, new Complainant("", phone, "").MaskedPhone);
}
