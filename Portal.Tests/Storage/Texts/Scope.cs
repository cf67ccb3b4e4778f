namespace Portal.Tests.Storage.Texts;

/// <summary>What names mean at one place of a statement: the tables of a FROM, and around it those of the outer query.</summary>
/// <param name="outer">Where a subquery stands; null outside.</param>
internal sealed class Scope(Scope? outer)
{
    private readonly List<(string Name, IReadOnlyCollection<string> Columns)> _sources = [];

    public IEnumerable<string> AllColumns => _sources.SelectMany(source => source.Columns);

    /// <exception cref="BindException">Two tables of one FROM have the same name.</exception>
    public void Add(string name, IReadOnlyCollection<string> columns)
    {
        if (_sources.Any(source => Same(source.Name, name)))
        {
            throw new BindException($"{name} is there twice");
        }

        _sources.Add((name, columns));
    }

    public IReadOnlyCollection<string>? FindSource(string name) =>
        _sources.FirstOrDefault(source => Same(source.Name, name)).Columns ?? outer?.FindSource(name);

    /// <exception cref="BindException">There is no such column, or it could be of two tables.</exception>
    public void Bind(IReadOnlyList<string> name)
    {
        if (name.Count > 1)
        {
            var source = FindSource(name[^2]) ?? throw new BindException($"{name[^2]} (of {string.Join('.', name)}) is no table here");
            if (!source.Any(column => Same(column, name[^1])))
            {
                throw new BindException($"{string.Join('.', name)} is no column");
            }

            return;
        }

        switch (_sources.Count(source => source.Columns.Any(column => Same(column, name[0]))))
        {
            case 1:
                return;
            case > 1:
                throw new BindException($"{name[0]} could be of two tables");
            default:
                (outer ?? throw new BindException($"{name[0]} is no column")).Bind(name);
                return;
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A name that means nothing, or too much, where it stands.</summary>
internal sealed class BindException(string message) : Exception(message);
