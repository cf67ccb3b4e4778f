namespace Portal.Shell;

/// <summary>
/// A value of an address that was no value. What was typed is not repeated: text that anybody can put into a link must not
/// look like the portal's own.
/// </summary>
/// <param name="What">The parameter as the page calls it, such as "Month".</param>
/// <param name="Instead">What is shown instead, such as "2026-10".</param>
public readonly record struct Misread(string What, string Instead)
{
    /// <param name="typed">As it stands in the address; null or empty asked nothing.</param>
    /// <param name="isUnderstood">Whether the page could take it for a value.</param>
    /// <returns>Null when there is nothing to say.</returns>
    public static Misread? Of(string? typed, bool isUnderstood, string what, string instead) =>
        string.IsNullOrEmpty(typed) || isUnderstood ? null : new(what, instead);
}
