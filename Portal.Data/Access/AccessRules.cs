namespace Portal.Data.Access;

/// <summary>Which codes lie within a scope.</summary>
public static class AccessRules
{
    /// <summary>
    /// Whether a jurisdiction is the other one or lies within it. Codes are built in pairs of digits (province,
    /// city, county); trailing zero pairs stand for "all of it", so 150000 covers 152500, which covers 152501,
    /// and 000000 covers the whole country.
    /// </summary>
    public static bool Covers(string scope, string code)
    {
        if (scope.Length == 0 || code.Length == 0)
        {
            return false;
        }

        var length = scope.Length;
        while (length >= 2 && length % 2 == 0 && scope[length - 1] == '0' && scope[length - 2] == '0')
        {
            length -= 2;
        }

        return code == scope || (length < scope.Length && code.Length >= scope.Length && code.AsSpan(0, length).SequenceEqual(scope.AsSpan(0, length)));
    }
}
