using System.Text.RegularExpressions;
using Portal.Data.Storage;

namespace Portal.Tests.Storage.Texts;

/// <param name="Name">What the code calls the text; empty when it has no name of its own.</param>
/// <param name="Text">As SQL Server would be sent it.</param>
internal sealed record SqlText(string File, int Line, string Name, string Text);

/// <summary>A text whose interpolation holes cannot be told without running the code.</summary>
internal sealed class UnreadableTextException(string message) : Exception(message);

/// <summary>
/// The SQL texts of C# sources in the SQL Server dialect. A hole is replaced by what it stands for: a constant, a
/// fragment of <see cref="Db"/>, every branch of a method that returns text, and for a <see cref="Where"/> all
/// clauses that the method can switch on.
/// </summary>
/// <param name="leftOut">Texts that are not for SQL Server: file, and how they begin as written.</param>
internal sealed partial class SqlTexts(IReadOnlyList<CSharpSource> sources, IReadOnlyCollection<(string File, string Beginning)> leftOut)
{
    private static readonly Db s_server = Db.ForSqlServer("Server=none");

    /// <returns>All texts, one that has branches once for each; and what could not be read, with its place.</returns>
    public (IReadOnlyList<SqlText> Texts, IReadOnlyList<string> Unread) Find()
    {
        var texts = new List<SqlText>();
        var unread = new List<string>();
        var found =
            from source in sources
            from literal in source.Code.Literals.Values.OrderBy(literal => literal.Start)
            where Start().IsMatch(literal.Pieces[0].Text)
            where !leftOut.Any(item => item.File == source.File && Written(literal).StartsWith(item.Beginning, StringComparison.Ordinal))
            let member = source.MemberAt(literal.Start)
            where !IsFragment(literal, member)
            select (source, literal, member);
        foreach (var (source, literal, member) in found)
        {
            try
            {
                texts.AddRange(Expand(new(source, member, []), literal)
                    .Select(text => new SqlText(source.File, source.Code.LineOf(literal.Start), source.NameOf(literal.Start), text)));
            }
            catch (UnreadableTextException exception)
            {
                unread.Add(exception.Message);
            }
        }

        return (texts, unread);
    }

    /// <summary>The literal with its holes as the code has them.</summary>
    public static string Written(Literal literal) =>
        string.Concat(literal.Pieces.Select(piece => piece.IsHole ? $"{{{piece.Text}}}" : piece.Text)).Trim();

    /// <summary>A part that a method builds around its parameters; it is read where it is used.</summary>
    private static bool IsFragment(Literal literal, Member? member) =>
        member is not null
        && member.Signature.Contains(" string ", StringComparison.Ordinal)
        && literal.Pieces.Any(piece => piece.IsHole && member.Parameters.Contains(piece.Text));

    private List<string> Expand(Place place, Literal literal)
    {
        var parts = literal.Pieces.Select(piece => piece.IsHole ? ReadHole(place, literal, piece.Text) : [piece.Text]).ToList();
        if (parts.FindIndex(part => part.Count == 0) is >= 0 and var nothing)
        {
            throw Unreadable(place, literal.Start, literal.Pieces[nothing].Text);
        }

        return [.. Enumerable.Range(0, parts.Max(part => part.Count)).Select(branch => string.Concat(parts.Select(part => part[branch % part.Count])))];
    }

    private List<string> ReadHole(Place place, Literal literal, string hole)
    {
        if (hole.EndsWith("where", StringComparison.OrdinalIgnoreCase) && Word().IsMatch(hole) && !place.Bound.ContainsKey(hole))
        {
            var clauses = place.Member is null ? [] : Clauses(place, depth: 0);
            return clauses.Count > 0
                ? ["WHERE " + string.Join("\nAND ", clauses)]
                : throw Unreadable(place, literal.Start, hole);
        }

        return hole switch
        {
            "db.PageTail" => [s_server.PageTail],
            "db.IgnoringCase" => [s_server.IgnoringCase],
            "db.ReturningId" => [s_server.ReturningId],
            _ => ReadName(place, hole) ?? ReadChoice(place, hole) ?? ReadCall(place, hole) ?? throw Unreadable(place, literal.Start, hole),
        };
    }

    private static UnreadableTextException Unreadable(Place place, int position, string hole) =>
        new($"{place.Source.File}:{place.Source.Code.LineOf(position)}: what {{{hole}}} stands for cannot be told from the source.");

    private List<string>? ReadName(Place place, string name)
    {
        if (place.Bound.TryGetValue(name, out var bound))
        {
            return bound;
        }

        if (Word().IsMatch(name))
        {
            return ReadDeclared(place.Source, place.Member, name);
        }

        return Qualified().Match(name) is { Success: true } match && SourceOf(match.Groups["type"].Value) is { } source
            ? ReadDeclared(source, null, match.Groups["name"].Value)
            : null;
    }

    private List<string>? ReadDeclared(CSharpSource source, Member? member, string name) =>
        source.FindDeclared(name, member) is { } at && source.Code.Literals.TryGetValue(at, out var literal)
            ? Expand(new(source, source.MemberAt(at), []), literal)
            : null;

    private List<string>? ReadCall(Place place, string expression)
    {
        if (Call().Match(expression) is not { Success: true } call || call.Index != 0)
        {
            return null;
        }

        // The expression of a hole has no place in the masked code, so its arguments are read from a source of their own.
        var own = new CSharpSource(place.Source.File, expression);
        var values = own.Arguments(call.Length - 1)
            .Select(range => own.Code.Literals.TryGetValue(range.Start, out var literal)
                ? Expand(place, literal)
                : place.Bound.GetValueOrDefault(own.Written(range.Start, range.End)))
            .ToList();
        return Callee(place, call.Groups["type"].Value, call.Groups["name"].Value, "string") is { } callee
            ? Branches(new(callee.Source, callee, Bind(callee, values)))
            : null;
    }

    /// <summary>Both sides of <c>condition ? "this" : "that"</c>.</summary>
    private List<string>? ReadChoice(Place place, string expression)
    {
        if (Choice().Match(new CSharpText(expression).Mask) is not { Success: true } choice)
        {
            return null;
        }

        var own = new CSharpSource(place.Source.File, expression);
        var sides = new[] { "yes", "no" }
            .Select(side => own.SkipBlank(choice.Groups[side].Index))
            .Select(at => own.Code.Literals.TryGetValue(at, out var literal)
                ? Expand(place, literal)
                : ReadName(place, Identifier().Match(expression, at).Value))
            .ToList();
        return sides.Contains(null) ? null : [.. sides.SelectMany(side => side!)];
    }

    /// <summary>What the arms of an expression-bodied method give.</summary>
    private List<string> Branches(Place place) =>
    [
        .. Arm().Matches(place.Source.Code.Mask[place.Member!.Start..place.Member.End])
            .Select(arm => place.Source.SkipBlank(place.Member.Start + arm.Index + arm.Length))
            .Where(place.Source.Code.Literals.ContainsKey)
            .SelectMany(at => Expand(place, place.Source.Code.Literals[at]))
            .Where(text => text.Length > 0),
    ];

    /// <summary>Every clause that a member puts into its WHERE, itself or through the methods it hands it to.</summary>
    private List<string> Clauses(Place place, int depth)
    {
        var clauses = new List<string>();
        foreach (Match call in Call().Matches(place.Source.Code.Mask[place.Member!.Start..place.Member.End]))
        {
            var name = call.Groups["name"].Value;
            var bracket = place.Member.Start + call.Index + call.Length - 1;
            if (name == "When")
            {
                clauses.AddRange(ReadClause(place, place.Source.Arguments(bracket)[1]));
            }
            else if (depth < 4 && name != place.Member.Name && Callee(place, call.Groups["type"].Value, name, "Where") is { } callee)
            {
                var values = place.Source.Arguments(bracket).Select(range => ReadArgument(place, range)).ToList();
                clauses.AddRange(Clauses(new(callee.Source, callee, Bind(callee, values)), depth + 1));
            }
        }

        return clauses;
    }

    private List<string> ReadClause(Place place, (int Start, int End) argument) =>
        ReadArgument(place, argument) ?? throw Unreadable(place, argument.Start, place.Source.Written(argument.Start, argument.End));

    private List<string>? ReadArgument(Place place, (int Start, int End) argument)
    {
        var written = place.Source.Written(argument.Start, argument.End);
        return place.Source.Code.Literals.TryGetValue(argument.Start, out var literal)
            ? Expand(place, literal)
            : ReadName(place, written) ?? ReadChoice(place, written) ?? ReadCall(place, written);
    }

    private static Dictionary<string, List<string>> Bind(Member callee, IReadOnlyList<List<string>?> values) =>
        callee.Parameters.Zip(values)
            .Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First, pair => pair.Second!, StringComparer.Ordinal);

    /// <param name="returnsOrTakes">A type that the signature of the method must name.</param>
    private Member? Callee(Place place, string type, string name, string returnsOrTakes)
    {
        var candidates = type.Length == 0 ? [place.Source] : SourceOf(type) is { } source ? [source] : sources;
        return candidates.SelectMany(candidate => candidate.Members)
            .FirstOrDefault(member => member.Name == name && Regex.IsMatch(member.Signature, $@"\b{returnsOrTakes}\b"));
    }

    private CSharpSource? SourceOf(string type) => sources.FirstOrDefault(source => source.Types.Contains(type));

    [GeneratedRegex(@"^\s*(?:/\*.*?\*/\s*)?(?:SELECT|INSERT|UPDATE|DELETE|WITH|DECLARE|IF|EXEC|CREATE|ALTER|DROP)\s", RegexOptions.Singleline)]
    private static partial Regex Start();

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?<type>\w+)\.(?<name>\w+)$")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<!\w)(?:(?<type>\w+)\.)?(?<name>\w+)\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"^[^?]*[^?]\?(?<yes> [^?:]*):(?<no> [^?:]*)$")]
    private static partial Regex Choice();

    [GeneratedRegex(@"\G[\w.]+")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"=>")]
    private static partial Regex Arm();

    /// <param name="Bound">Values of the member's parameters, where it was reached through a call.</param>
    private sealed record Place(CSharpSource Source, Member? Member, Dictionary<string, List<string>> Bound);
}
