namespace Portal.Data.Ledgers.Mapping;

/// <summary>
/// Reads by hand the shapes of a time that have a four-digit year first; fifteen columns of every row pass
/// through here, so it makes no garbage.
/// </summary>
internal ref struct TimeScanner(string text)
{
    private static readonly TimeSpan s_ledgerOffset = TimeSpan.FromHours(8);

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public bool TryRead(out DateTime time)
    {
        time = default;
        SkipBlanks();
        if (!TryDate(out var day))
        {
            return false;
        }

        SkipBlanks();
        if (Peek() is 'T' or 't')
        {
            _at++;
        }

        if (IsAtEnd())
        {
            time = day;
            return true;
        }

        if (!TryClock(out var clock))
        {
            return false;
        }

        SkipBlanks();
        if (!TryZone(out var shift) || !IsAtEnd())
        {
            return false;
        }

        time = day + clock + shift;
        return true;
    }

    private bool TryDate(out DateTime day)
    {
        day = default;
        var start = _at;
        if (!TryNumber(8, out var year))
        {
            return false;
        }

        int month, date;
        if (_at - start == 8)
        {
            (year, month, date) = (year / 10000, year / 100 % 100, year % 100);
        }
        else if (_at - start != 4 || !TrySeparator(out var separator) || !TryNumber(2, out month)
            || !TrySeparator(out var second) || !(second == separator || (separator == '年' && second == '月'))
            || !TryNumber(2, out date))
        {
            return false;
        }
        else if (Peek() is '日' or '号')
        {
            _at++;
        }

        if (year is < 1900 or > 9998 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateTime(year, month, date);
        return true;
    }

    private bool TryClock(out TimeSpan clock)
    {
        clock = default;
        var half = Half();
        SkipBlanks();
        var start = _at;
        int minute = 0, second = 0, carry = 0;
        if (!TryNumber(6, out var hour))
        {
            return false;
        }

        if (_at - start is 6 or 4)
        {
            (hour, minute, second) = _at - start == 6
                ? (hour / 10000, hour / 100 % 100, hour % 100)
                : (hour / 100, hour % 100, 0);
        }
        else if (_at - start > 2 || !TryMinuteAndSecond(ref minute, ref second, ref carry))
        {
            return false;
        }

        SkipBlanks();
        half = half == '\0' ? Half() : half;
        if (half != '\0' && hour <= 12)
        {
            hour = hour % 12 + (half == 'P' ? 12 : 0);
        }

        if (minute > 59 || second > 59 || (hour > 23 && !(hour == 24 && minute == 0 && second == 0)))
        {
            return false;
        }

        clock = new TimeSpan(hour, minute, second + carry);
        return true;
    }

    private bool TryMinuteAndSecond(ref int minute, ref int second, ref int carry)
    {
        SkipBlanks();
        var unit = Narrow.Of(Peek());
        if (unit is not (':' or '.' or '时' or '点'))
        {
            return false;
        }

        _at++;
        SkipBlanks();
        if (unit is '时' or '点' && !char.IsAsciiDigit(Narrow.Of(Peek())))
        {
            return true;
        }

        if (!TryNumber(2, out minute))
        {
            return false;
        }

        var next = Narrow.Of(Peek());
        if (next is not (':' or '.' or '分'))
        {
            return true;
        }

        _at++;
        if (next == '分' && !char.IsAsciiDigit(Narrow.Of(Peek())))
        {
            return true;
        }

        if (!TryNumber(2, out second))
        {
            return false;
        }

        if (Peek() == '秒')
        {
            _at++;
        }
        else if (Peek() is '.' or ',')
        {
            _at++;
            carry = Narrow.Of(Peek()) >= '5' ? 1 : 0;
            while (char.IsAsciiDigit(Narrow.Of(Peek())))
            {
                _at++;
            }
        }

        return true;
    }

    /// <summary>Before noon <c>A</c>, after noon <c>P</c>, or nothing said.</summary>
    private char Half()
    {
        SkipBlanks();
        var rest = _text[_at..];
        var half = rest.StartsWith("上午") || rest.StartsWith("AM", StringComparison.OrdinalIgnoreCase) ? 'A'
            : rest.StartsWith("下午") || rest.StartsWith("PM", StringComparison.OrdinalIgnoreCase) ? 'P'
            : '\0';
        _at += half == '\0' ? 0 : 2;
        return half;
    }

    private bool TryZone(out TimeSpan shift)
    {
        shift = TimeSpan.Zero;
        var sign = Peek();
        if (sign is 'Z' or 'z')
        {
            _at++;
            shift = s_ledgerOffset;
            return true;
        }

        if (sign is not ('+' or '-'))
        {
            return true;
        }

        _at++;
        if (!TryNumber(2, out var hours))
        {
            return false;
        }

        _at += Peek() == ':' ? 1 : 0;
        if (!TryNumber(2, out var minutes) || hours > 14 || minutes > 59)
        {
            return false;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        shift = s_ledgerOffset - (sign == '-' ? -offset : offset);
        return true;
    }

    private bool TrySeparator(out char separator)
    {
        SkipBlanks();
        separator = Narrow.Of(Peek());
        if (separator is not ('-' or '/' or '.' or '年' or '月'))
        {
            return false;
        }

        _at++;
        SkipBlanks();
        return true;
    }

    private bool TryNumber(int mostDigits, out int number)
    {
        number = 0;
        var start = _at;
        while (_at < _text.Length && _at - start < mostDigits && Narrow.Of(_text[_at]) is >= '0' and <= '9' and var digit)
        {
            number = number * 10 + (digit - '0');
            _at++;
        }

        return _at > start;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && (_text[_at] == ' ' || char.IsWhiteSpace(_text[_at]) || _text[_at] is '\u200B' or '\uFEFF'))
        {
            _at++;
        }
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool IsAtEnd()
    {
        SkipBlanks();
        return _at == _text.Length;
    }
}
