namespace Portal.Data.Access.Recusals;

/// <summary>What ties a user to enterprises, people and items: everything a conflict can come from.</summary>
public sealed record UserTies
{
    public required long UserId { get; init; }

    /// <summary>Declared and not ended.</summary>
    public IReadOnlyCollection<Interest> Interests { get; init; } = [];

    /// <summary>Codes of the enterprises for which one of the user's roles speaks.</summary>
    public IReadOnlyCollection<string> SpeaksFor { get; init; } = [];

    /// <summary>The items from which the user stepped aside.</summary>
    public IReadOnlyCollection<(RecusalItemKind Kind, string Id)> SteppedAsideFrom { get; init; } = [];
}

/// <summary>Who must step aside (回避, S2-43: 与诉求人存在利害关系的工作人员应回避). Pure.</summary>
public static class RecusalRules
{
    /// <summary>The first ground on which this user may not be given the item; null when there is none.</summary>
    public static RecusalGround? Find(UserTies ties, RecusalItem item)
    {
        if (ties.SpeaksFor.Contains(item.EnterpriseCode))
        {
            return RecusalGround.SpeaksForEnterprise;
        }

        if (ties.Interests.Any(interest => interest.EnterpriseCode == item.EnterpriseCode))
        {
            return RecusalGround.EnterpriseInterest;
        }

        if (ties.SteppedAsideFrom.Any(left => IsAbout(left, item)))
        {
            return RecusalGround.OwnRequest;
        }

        return IsPersonOf(ties.Interests, item.PhoneHash, item.AddressHash) ? RecusalGround.PersonInterest : null;
    }

    /// <summary>Whether one of the interests is in the person with this telephone or this address.</summary>
    /// <param name="interests">Declared and not ended.</param>
    public static bool IsPersonOf(IEnumerable<Interest> interests, byte[]? phoneHash, byte[]? addressHash) =>
        interests.Any(interest => Same(interest.PhoneHash, phoneHash) || Same(interest.AddressHash, addressHash));

    private static bool IsAbout((RecusalItemKind Kind, string Id) left, RecusalItem item) =>
        left == (item.Kind, item.Id) || (left.Kind is RecusalItemKind.Case && left.Id == item.CaseId);

    private static bool Same(byte[]? one, byte[]? other) => one is not null && other is not null && one.AsSpan().SequenceEqual(other);
}
