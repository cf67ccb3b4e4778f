using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary>
/// The draw once more, written from docs/spot-checks.md alone and slowly: whole files, lists, big integers, nothing of the
/// product. What both draw is what the document says.
/// </summary>
internal static class SecondDraw
{
    public sealed record Line(int Position, string Stratum, string Kind, string Object, string Enterprise, BigInteger Size);

    public sealed record Drawn(int Order, Line Line, BigInteger Over, BigInteger Under, string Moment, string Inspectors);

    /// <param name="shares">How many are drawn from each stratum.</param>
    public static List<Drawn> Draw(byte[] frame, string seed, string method, IReadOnlyDictionary<string, int> shares, int inspectorsPerObject = 1)
    {
        var hash = Convert.ToHexString(SHA256.HashData(frame)).ToLowerInvariant();
        var lines = Encoding.UTF8.GetString(frame).Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))
            .Select(cells => new Line(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2], cells[3], cells[4], BigInteger.Parse(cells[5], CultureInfo.InvariantCulture)))
            .ToList();
        byte[] Key(string purpose) => SHA256.HashData(Encoding.UTF8.GetBytes("regulator-draw\n1\n" + hash + "\n" + seed + "\n" + purpose));
        BigInteger Number(string purpose, int position)
        {
            var eight = Enumerable.Reverse(BitConverter.GetBytes((long)position)).ToArray();
            return new(SHA256.HashData([.. Key(purpose), .. eight]).AsSpan(0, 16), isUnsigned: true, isBigEndian: true);
        }

        var drawn = new List<(BigInteger Rank, Line Line, BigInteger Over, BigInteger Under)>();
        foreach (var stratum in lines.Where(line => line.Kind is not "inspector" and not "barred").GroupBy(line => line.Stratum))
        {
            var ranked = stratum.Select(line => (Rank: Number("rank", line.Position), Line: line)).OrderBy(one => one.Rank).ThenBy(one => one.Line.Position).ToList();
            var toDraw = shares.GetValueOrDefault(stratum.Key);
            if (method != "Proportional")
            {
                drawn.AddRange(ranked.Take(toDraw).Select(one => (one.Rank, one.Line, (BigInteger)ranked.Count, (BigInteger)Math.Min(toDraw, ranked.Count))));
                continue;
            }

            var rest = ranked.Where(one => one.Line.Size > 0).ToList();
            var m = Math.Min(toDraw, rest.Count);
            while (true)
            {
                var sum = rest.Aggregate(BigInteger.Zero, (total, one) => total + one.Line.Size);
                var certain = m == 0 ? [] : rest.Where(one => m * one.Line.Size >= sum).ToList();
                drawn.AddRange(certain.Select(one => (one.Rank, one.Line, BigInteger.One, BigInteger.One)));
                rest = [.. rest.Except(certain)];
                m -= certain.Count;
                if (certain.Count > 0)
                {
                    continue;
                }

                var points = Enumerable.Range(0, m).Select(k => (new BigInteger(Key("start\n" + stratum.Key), isUnsigned: true, isBigEndian: true) % sum) + (k * sum)).ToList();
                var from = BigInteger.Zero;
                foreach (var one in rest)
                {
                    var to = from + (m * one.Line.Size);
                    if (points.Exists(point => from <= point && point < to))
                    {
                        drawn.Add((one.Rank, one.Line, sum, m * one.Line.Size));
                    }

                    from = to;
                }

                break;
            }
        }

        var inspectors = lines.Where(line => line.Kind == "inspector").ToList();
        var load = inspectors.ToDictionary(line => line.Object, _ => 0);
        var result = new List<Drawn>();
        foreach (var (_, line, over, under) in drawn.OrderBy(one => one.Rank).ThenBy(one => one.Line.Position))
        {
            var moment = line.Kind != "slot" ? "" : DateTime.Parse(line.Object + ":00", CultureInfo.InvariantCulture)
                .AddMinutes((int)(Number("minute", line.Position) % 360)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var able = inspectors.Where(one => !lines.Exists(bar => bar.Kind == "barred" && bar.Object == one.Object && bar.Enterprise == line.Enterprise)).ToList();
            var chosen = new List<string>();
            for (var turn = 0; turn < inspectorsPerObject; turn++)
            {
                var next = able.Where(one => !chosen.Contains(one.Object)).OrderBy(one => load[one.Object]).ThenBy(one => Number($"inspector\n{line.Position}", one.Position)).FirstOrDefault();
                if (next is not null)
                {
                    chosen.Add(next.Object);
                    load[next.Object]++;
                }
            }

            result.Add(new(result.Count + 1, line, over, under, moment, string.Join(' ', chosen)));
        }

        return result;
    }
}
