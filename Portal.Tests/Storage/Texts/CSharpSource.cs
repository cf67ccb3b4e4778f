using System.Text.RegularExpressions;

namespace Portal.Tests.Storage.Texts;

/// <summary>A method, property, field or nested type, from its declaration to the next one.</summary>
internal sealed record Member(CSharpSource Source, string Name, string Signature, IReadOnlyList<string> Parameters, int Start, int End);

/// <summary>A C# file cut into members. It relies on the formatting that the build enforces: members stand four spaces in.</summary>
internal sealed partial class CSharpSource
{
    private readonly string _text;

    public CSharpSource(string file, string text)
    {
        File = file;
        _text = text;
        Code = new(text);
        Types = [.. TypeName().Matches(Code.Mask).Select(match => match.Groups["name"].Value)];
        var starts = MemberStart().Matches(Code.Mask).Select(match => match.Index).Append(text.Length).ToList();
        Members = [.. starts.Zip(starts.Skip(1), ReadMember)];
    }

    public string File { get; }

    public CSharpText Code { get; }

    public IReadOnlyList<string> Types { get; }

    public IReadOnlyList<Member> Members { get; }

    public Member? MemberAt(int position) => Members.FirstOrDefault(member => member.Start <= position && position < member.End);

    /// <summary>The literal that a constant or variable of this name is set to, nearest declaration first: the member's, then the type's.</summary>
    public int? FindDeclared(string name, Member? within)
    {
        var found = Declaration().Matches(Code.Mask).Where(match => match.Groups["name"].Value == name).ToList();
        var match = found.FirstOrDefault(match => within is not null && within.Start <= match.Index && match.Index < within.End) ?? found.FirstOrDefault();
        return match is null ? null : SkipBlank(match.Index + match.Length);
    }

    /// <summary>The name that the literal at this position is declared under; empty when it is an argument or a branch.</summary>
    public string NameOf(int literal) => Declaration().Matches(Code.Mask)
        .FirstOrDefault(match => SkipBlank(match.Index + match.Length) == literal)?.Groups["name"].Value ?? "";

    /// <summary>Arguments of the call whose opening bracket is at this position.</summary>
    public IReadOnlyList<(int Start, int End)> Arguments(int bracket)
    {
        var arguments = new List<(int, int)>();
        var start = bracket + 1;
        for (var (at, depth) = (start, 0); ; at++)
        {
            var letter = Code.Mask[at];
            if (depth == 0 && letter is ',' or ')' && start < at && depth == 0)
            {
                arguments.Add((SkipBlank(start), at));
                start = at + 1;
            }

            if (letter is ')' && depth == 0)
            {
                return arguments;
            }

            depth += letter is '(' or '[' or '{' ? 1 : letter is ')' or ']' or '}' ? -1 : 0;
        }
    }

    /// <summary>The code between two positions as written.</summary>
    public string Written(int start, int end) => _text[start..end].Trim();

    /// <summary>The first position from here on that holds code or a literal.</summary>
    public int SkipBlank(int at)
    {
        while (at < _text.Length && !Code.Literals.ContainsKey(at) && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private Member ReadMember(int start, int end)
    {
        var called = MethodName().Match(Code.Mask, start, end - start);
        if (!called.Success)
        {
            return new(this, "", "", [], start, end);
        }

        var arguments = Arguments(called.Index + called.Length - 1);
        var last = arguments.Count == 0 ? called.Index + called.Length : arguments[^1].End;
        return new(
            this,
            called.Groups["name"].Value,
            Written(start, last),
            [.. arguments.Select(range => ParameterName().Match(Written(range.Start, range.End)).Groups["name"].Value)],
            start,
            end);
    }

    [GeneratedRegex(@"\b(?:class|record|struct)\s+(?<name>\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^    (?:public|private|internal|protected)\b", RegexOptions.Multiline)]
    private static partial Regex MemberStart();

    [GeneratedRegex(@"\b(?<name>\w+)(?:<[\w, ?]*>)?\(")]
    private static partial Regex MethodName();

    [GeneratedRegex(@"(?<name>\w+)\s*(?:=.*)?$", RegexOptions.Singleline)]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"\b(?:string|var)\s+(?<name>\w+)\s*=(?![=>])")]
    private static partial Regex Declaration();
}
