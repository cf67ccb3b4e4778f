using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Shell;

/// <summary>A line drawing on a grid of 24, in the colour of the text around it; always beside a word, so silent.</summary>
public sealed class Icon : ComponentBase
{
    private static readonly Dictionary<string, string> s_paths = new(StringComparer.Ordinal)
    {
        ["alert"] = "M12 4 3 20h18L12 4ZM12 10v4M12 17v.5",
        ["back"] = "M15 5 8 12l7 7",
        ["bell"] = "M6 17h12l-1.500-2v-4.500a4.500 4.500 0 0 0-9 0V15L6 17ZM10 20h4M12 6V4",
        ["cases"] = "M5 4h14v16H5zM8 9h8M8 13h8M8 17h5",
        ["chart"] = "M4 4v16h16M8 16v-4M12 16V8M16 16v-6",
        ["check"] = "m5 12.5 4.5 4.5L19 7.5",
        ["clock"] = "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 7.5V12l3 2",
        ["cross"] = "m6.5 6.5 11 11M17.5 6.5l-11 11",
        ["desk"] = "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
        ["down"] = "M12 5v14M6 13l6 6 6-6",
        ["download"] = "M12 4v11M7 11l5 5 5-5M4 20h16",
        ["eye"] = "M2.5 12C5 7.500 8.500 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-6 6.500-9.500 6.500S5 16.500 2.500 12ZM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z",
        ["file"] = "M6 3h8l4 4v14H6zM14 3v4h4",
        ["filings"] = "M4 7h6l2 2h8v10H4zM4 7V5h6",
        ["filter"] = "M4 5h16l-6 7.5V19l-4-2v-4.5L4 5Z",
        ["fold"] = "M19 5v14M14 7l-5 5 5 5M9 12h6",
        ["forward"] = "m9 5 7 7-7 7",
        ["home"] = "m4 11 8-7 8 7v9h-6v-6h-4v6H4z",
        ["leave"] = "M14 4H5v16h9M10 12h10M16 8l4 4-4 4",
        ["link"] = "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
        ["menu"] = "M4 6h16M4 12h16M4 18h16",
        ["minus"] = "M6 12h12",
        ["pause"] = "M9 5v14M15 5v14",
        ["plus"] = "M12 5v14M5 12h14",
        ["print"] = "M7 8V4h10v4M7 16H4V8h16v8h-3M7 13h10v7H7z",
        ["question"] = "M8.5 9a3.5 3.5 0 1 1 5 3.200c-1 .5-1.5 1-1.5 2.300M12 18v.5",
        ["seal"] = "M12 2.5 20 6v6c0 5-3.5 8-8 9.5C7.5 20 4 17 4 12V6zM8.5 12l2.5 2.5 4.5-5",
        ["search"] = "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5 20 20",
        ["settings"] = "M4 8h8M18 8h2M4 16h2M12 16h8M15 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM9 13a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z",
        ["star"] = "m12 3.5 2.6 5.600 6.100.700-4.500 4.200 1.200 6-5.400-3-5.400 3 1.200-6L3.300 9.800l6.100-.700L12 3.500Z",
        ["table"] = "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14",
        ["unfold"] = "M5 5v14M10 7l5 5-5 5M15 12H9",
        ["up"] = "M12 19V5M6 11l6-6 6 6",
        ["upload"] = "M12 16V5M7 9l5-5 5 5M4 20h16",
        ["user"] = "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 20c1-4 4-5.5 8-5.5s7 1.5 8 5.5",
    };

    /// <summary>The names that can be drawn.</summary>
    public static IReadOnlyCollection<string> Names => s_paths.Keys;

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "icon");
        builder.AddAttribute(2, "viewBox", "0 0 24 24");
        builder.AddAttribute(3, "aria-hidden", "true");
        builder.AddAttribute(4, "focusable", "false");
        builder.OpenElement(5, "path");
        builder.AddAttribute(6, "d", s_paths[Name]);
        builder.CloseElement();
        builder.CloseElement();
    }
}
