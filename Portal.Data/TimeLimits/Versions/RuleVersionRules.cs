using Portal.Data.Access;

namespace Portal.Data.TimeLimits.Versions;

/// <summary>
/// The way of a version (issue: approve by a second person): draft, submitted, approved, published; sent back to draft,
/// or withdrawn, before it is published. Nobody approves what he has written in. Pure.
/// </summary>
public static class RuleVersionRules
{
    /// <summary>Where a step leads; null when it cannot be taken there.</summary>
    public static VersionState? Next(VersionState state, VersionStep step) => (state, step) switch
    {
        (VersionState.Draft, VersionStep.Edited) => VersionState.Draft,
        (VersionState.Draft, VersionStep.Submitted) => VersionState.Submitted,
        (VersionState.Submitted or VersionState.Approved, VersionStep.SentBack) => VersionState.Draft,
        (VersionState.Submitted, VersionStep.Approved) => VersionState.Approved,
        (VersionState.Approved, VersionStep.Published) => VersionState.Published,
        (VersionState.Draft or VersionState.Submitted or VersionState.Approved, VersionStep.Withdrawn) => VersionState.Withdrawn,
        _ => null,
    };

    /// <summary>The operation a step is.</summary>
    public static Operation Needs(VersionStep step) =>
        step is VersionStep.Approved or VersionStep.Published or VersionStep.SentBack ? Operation.ApproveRules : Operation.EditRules;

    /// <summary>Everybody who has had a hand in the text.</summary>
    public static IEnumerable<string> Authors(IEnumerable<VersionEvent> history) => history
        .Where(line => line.Step is VersionStep.Created or VersionStep.Edited or VersionStep.Submitted)
        .Select(line => line.ByName)
        .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a step can be taken by this person now.</summary>
    public static VersionFault Check(RuleSetVersion version, IEnumerable<VersionEvent> history, VersionStep step, Actor by)
    {
        if (!by.May(Needs(step)))
        {
            return VersionFault.NotAllowed;
        }

        if (Next(version.State, step) is null)
        {
            return VersionFault.WrongState;
        }

        return step is VersionStep.Approved && Authors(history).Contains(by.Name, StringComparer.OrdinalIgnoreCase)
            ? VersionFault.OwnWork
            : VersionFault.None;
    }
}
