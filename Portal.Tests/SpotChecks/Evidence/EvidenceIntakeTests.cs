using Portal.Data.Access;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.Storage;
using Portal.Tests.SpotChecks.Tasks;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Evidence;

/// <summary>Evidence is kept once, sealed, and seen by who sees its task, on both engines.</summary>
public sealed class EvidenceIntakeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task APhoto_IsKeptWithoutMetadata_AndReadBackByteForByte(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        var photo = SampleFiles.With(SampleFiles.Jpeg, SampleFiles.ExifSegment());

        var result = await SendAsync(field, field.First, task.Id, new(Guid.NewGuid(), null, "C:\\照片\\家里13800001234.exe", photo));

        Assert.Equal(EvidenceAnswer.Taken, result.Answer);
        var evidence = (await field.Evidence.ReadAsync(field.First, result.Id, Cancellation))!;
        Assert.Equal(
            (EvidenceKind.Jpeg, "家里***.jpg", new DateTime(2025, 12, 3, 10, 20, 30), "Nokia 7", true),
            (evidence.Kind, evidence.FileName, evidence.TakenAt!.Value, evidence.Device, evidence.HasPosition));
        Assert.Equal(EvidenceRules.Check(photo).Content, await ReadAsync(field, evidence));
        Assert.NotEqual(evidence.Sha256, evidence.OriginalSha256);
        Assert.Equal(0, await field.Bureau.ScalarAsync<int>("SELECT COUNT(*) FROM AuditEntry WHERE Detail LIKE '%40.5%' OR Detail LIKE '%Nokia%'"));
        Assert.Equal("EvidenceReceived", (await field.Bureau.AuditAsync())[^1]);
    }

    [Theory, EngineData]
    public async Task AFileOfSeveralPieces_IsSealed_AndComesBackWhole(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        byte[] rows = new byte[700 * (1 + (3 * 700))];
        new Random(7).NextBytes(rows);
        var picture = SampleFiles.Png(700, 700, rows);
        Assert.True(picture.Length > 5 * (1 << 18));

        var result = await SendAsync(field, field.First, task.Id, new(Guid.NewGuid(), null, "x.png", picture));

        var evidence = (await field.Evidence.ReadAsync(field.First, result.Id, Cancellation))!;
        Assert.Equal(picture, await ReadAsync(field, evidence));
        await field.Bureau.ExecuteAsync($"UPDATE TaskEvidencePart SET Part = Part + 100 WHERE EvidenceId = {result.Id}; UPDATE TaskEvidencePart SET Part = 105 - Part WHERE EvidenceId = {result.Id}");
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => ReadAsync(field, evidence));
    }

    [Theory, EngineData]
    public async Task TheSameFileTwice_IsOne_AndNobodyElseSeesIt(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        var upload = new EvidenceUpload(Guid.NewGuid(), null, "a.jpg", SampleFiles.Jpeg);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAsync(field, field.First, task.Id, upload), Cancellation)));

        Assert.Single(results.Distinct());
        Assert.Single(await field.Evidence.ReadOfTaskAsync(field.Bureau.Officer, task.Id, Cancellation));
        foreach (var actor in new[] { field.Second, field.Bureau.Handler, field.Bureau.Stranger, Actor.Nobody })
        {
            Assert.Null(await field.Evidence.ReadAsync(actor, results[0].Id, Cancellation));
            Assert.Equal(EvidenceAnswer.NotFound, (await SendAsync(field, actor, task.Id, upload with { ClientId = Guid.NewGuid() })).Answer);
        }
    }

    [Theory, EngineData]
    public async Task WhatIsNoEvidence_IsRefused_AndFortyFilesAreEnough(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);

        Assert.Equal(EvidenceFault.UnknownType, (await SendAsync(field, field.First, task.Id, new(Guid.NewGuid(), null, "a.jpg", "<html>no picture</html>"u8.ToArray()))).Fault);
        Assert.Equal(EvidenceFault.TooLarge, (await SendAsync(field, field.First, task.Id, new(Guid.NewGuid(), null, "a.jpg", new byte[40 << 20]))).Fault);
        for (var number = 0; number < EvidenceIntake.MostFiles; number++)
        {
            Assert.Equal(EvidenceAnswer.Taken, (await SendAsync(field, field.First, task.Id, new(Guid.NewGuid(), null, "a.jpg", SampleFiles.Jpeg))).Answer);
        }

        Assert.Equal(EvidenceAnswer.TooMany, (await SendAsync(field, field.First, task.Id, new(Guid.NewGuid(), null, "a.jpg", SampleFiles.Jpeg))).Answer);
    }

    [Theory, EngineData]
    public async Task ANameCannotTurnItsLineRound_AndAnUnknownItemTakesNoFile(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);

        var named = await SendAsync(field, field.First, task.Id, new(Guid.NewGuid(), null, "a\u202Egpj\u0007\n.exe", SampleFiles.Jpeg));

        Assert.Equal("agpj.jpg", (await field.Evidence.ReadAsync(field.First, named.Id, Cancellation))!.FileName);
        Assert.Equal(EvidenceAnswer.UnknownItem, (await SendAsync(field, field.First, task.Id, new(Guid.NewGuid(), "nope", "a.jpg", SampleFiles.Jpeg))).Answer);
        Assert.Single(await field.Evidence.ReadOfTaskAsync(field.First, task.Id, Cancellation));
    }

    private static Task<EvidenceResult> SendAsync(FieldLeague field, Actor actor, long taskId, EvidenceUpload upload) =>
        field.EvidenceIntake.ReceiveAsync(actor, taskId, upload, Cancellation);

    private static async Task<byte[]> ReadAsync(FieldLeague field, TaskEvidence evidence)
    {
        using var target = new MemoryStream();
        await field.Evidence.CopyAsync(evidence, target, Cancellation);
        return target.ToArray();
    }
}
