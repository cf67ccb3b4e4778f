namespace Portal.Data.Storage;

/// <summary>
/// Collects the fixed clauses that a filter switches on. Clauses are constants of the store, values are always
/// parameters. A clause left out, rather than <c>@x IS NULL OR …</c>, keeps the index usable.
/// </summary>
public sealed class Where
{
    private readonly List<string> _clauses = [];

    public Where When(bool applies, string clause)
    {
        if (applies)
        {
            _clauses.Add(clause);
        }

        return this;
    }

    public override string ToString() => _clauses.Count == 0 ? "" : "WHERE " + string.Join(" AND ", _clauses);
}
