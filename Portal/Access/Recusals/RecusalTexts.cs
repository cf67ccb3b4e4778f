using Microsoft.Extensions.Localization;
using Portal.Data.Access.Recusals;

namespace Portal.Access.Recusals;

/// <summary>The words for why somebody steps aside, the same wherever something is assigned.</summary>
public sealed class RecusalTexts(IStringLocalizer<RecusalTexts> text)
{
    public string Of(RecusalGround ground) => text["Ground_" + ground];

    public string Of(RecusalItemKind kind) => text["Kind_" + kind];

    /// <summary>Why somebody else may not be chosen, in as few words as fit beside a name.</summary>
    public string Brief(RecusalGround ground) => text["Brief_" + ground];
}
