using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Tests.Storage.Texts;

/// <summary>A piece of a string literal: fixed text, or the expression of an interpolation hole.</summary>
internal readonly record struct Piece(string Text, bool IsHole);

/// <summary>A string literal of a source file, of any of the language's kinds.</summary>
internal sealed record Literal(int Start, int End, IReadOnlyList<Piece> Pieces);

/// <summary>
/// Finds the string literals of C# code. <see cref="Mask"/> is the code with comments and the insides of literals
/// blanked, character for character, so that brackets and names can be looked for in it.
/// </summary>
internal sealed partial class CSharpText
{
    private enum Escape
    {
        None,
        Backslash,
        DoubledQuote,
    }

    private readonly string _text;
    private readonly char[] _mask;
    private readonly List<Literal> _literals = [];

    public CSharpText(string text)
    {
        _text = text;
        _mask = text.ToCharArray();
        var at = 0;
        while (at < text.Length)
        {
            at = Next(at);
        }

        Mask = new string(_mask);
        Literals = _literals.ToDictionary(literal => literal.Start);
    }

    public string Mask { get; }

    /// <summary>By the position at which they start.</summary>
    public IReadOnlyDictionary<int, Literal> Literals { get; }

    public int LineOf(int position) => _text.AsSpan(0, position).Count('\n') + 1;

    private int Next(int at)
    {
        if (Starts(at, "//"))
        {
            return Blank(at, IndexOf("\n", at));
        }

        if (Starts(at, "/*"))
        {
            return Blank(at, IndexOf("*/", at + 2) + 2);
        }

        if (_text[at] == '\'')
        {
            return Blank(at, EndOfEscaped(at + 1, '\'') + 1);
        }

        if (Opening().Match(_text, at) is not { Success: true } opening)
        {
            return at + 1;
        }

        var literal = Read(at, opening);
        _literals.Add(literal);
        return Blank(at, literal.End);
    }

    private Literal Read(int start, Match opening)
    {
        var prefix = opening.Groups["prefix"].Value;
        var quotes = opening.Groups["quotes"].Length;
        var dollars = prefix.Count(letter => letter == '$');
        var isVerbatim = prefix.Contains('@', StringComparison.Ordinal);
        if (!isVerbatim && quotes >= 3)
        {
            var fence = new string('"', quotes);
            return Pieces(start, start + opening.Length, dollars, at => Starts(at, fence) ? quotes : 0, Escape.None);
        }

        return isVerbatim
            ? Pieces(start, start + prefix.Length + 1, dollars, at => _text[at] == '"' && !Starts(at, "\"\"") ? 1 : 0, Escape.DoubledQuote)
            : Pieces(start, start + prefix.Length + 1, dollars, at => _text[at] == '"' ? 1 : 0, Escape.Backslash);
    }

    /// <param name="closing">Length of the closing fence at a position; 0 where there is none.</param>
    private Literal Pieces(int start, int at, int dollars, Func<int, int> closing, Escape escape)
    {
        var pieces = new List<Piece>();
        var text = new StringBuilder();
        while (closing(at) == 0)
        {
            if (dollars > 0 && escape is not Escape.None && (Starts(at, "{{") || Starts(at, "}}")))
            {
                text.Append(_text[at]);
                at += 2;
            }
            else if (dollars > 0 && Starts(at, new string('{', dollars)))
            {
                var end = EndOfHole(at + dollars);
                pieces.Add(new(text.ToString(), IsHole: false));
                pieces.Add(new(_text[(at + dollars)..end].Trim(), IsHole: true));
                text.Clear();
                at = end + dollars;
            }
            else if (escape is Escape.Backslash && _text[at] == '\\')
            {
                text.Append(_text[at + 1] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
                at += 2;
            }
            else
            {
                text.Append(_text[at]);
                at += escape is Escape.DoubledQuote && Starts(at, "\"\"") ? 2 : 1;
            }
        }

        pieces.Add(new(text.ToString(), IsHole: false));
        return new(start, at + closing(at), pieces);
    }

    private int EndOfHole(int at)
    {
        for (var depth = 0; ; at++)
        {
            if (Opening().Match(_text, at) is { Success: true } opening)
            {
                at = Read(at, opening).End - 1;
            }
            else if (_text[at] is '{' or '(' or '[')
            {
                depth++;
            }
            else if (_text[at] is '}' && depth == 0)
            {
                return at;
            }
            else if (_text[at] is '}' or ')' or ']')
            {
                depth--;
            }
        }
    }

    private int EndOfEscaped(int at, char end)
    {
        while (_text[at] != end)
        {
            at += _text[at] == '\\' ? 2 : 1;
        }

        return at;
    }

    private int Blank(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            _mask[at] = _mask[at] == '\n' ? '\n' : ' ';
        }

        return end;
    }

    private bool Starts(int at, string what) => string.CompareOrdinal(_text, at, what, 0, what.Length) == 0;

    private int IndexOf(string what, int at) => _text.IndexOf(what, at, StringComparison.Ordinal) is >= 0 and var found ? found : _text.Length;

    [GeneratedRegex("""\G(?<prefix>[$@]*)(?<quotes>"{3,}|")""")]
    private static partial Regex Opening();
}
