namespace Portal.Shell;

/// <summary>A component that a feature puts beside an entry of the menu, such as a count. Registered, because the Shell knows no feature.</summary>
/// <param name="Key">Of the <see cref="MenuEntry"/>.</param>
public sealed record MenuBadge(string Key, Type Component);
