using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Portal.Tests.Storage.Texts;

/// <summary>
/// Looks up every table and column name of T-SQL statements in a schema, with the scopes that aliases, subqueries,
/// derived tables and common table expressions have.
/// </summary>
internal sealed class Binder(IReadOnlyList<SchemaTable> schema) : TSqlFragmentVisitor
{
    private readonly Dictionary<string, IReadOnlyCollection<string>> _common = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];
    private Scope _scope = new(null);

    /// <returns>What is wrong with the text, one line per name; empty when everything is found.</returns>
    public static IReadOnlyList<string> Check(IReadOnlyList<SchemaTable> schema, SqlText text)
    {
        var place = $"{text.File}:{text.Line} {text.Name}".TrimEnd();
        var binder = new Binder(schema);
        try
        {
            TSql.Parse(place, text.Text).Accept(binder);
        }
        catch (InvalidOperationException fault)
        {
            return [fault.Message];
        }

        return [.. binder._faults.Distinct(StringComparer.Ordinal).Select(fault => $"{place}: {fault}")];
    }

    // Before the statement that uses them, wherever the parser keeps them.
    public override void Visit(StatementWithCtesAndXmlNamespaces node) => node.WithCtesAndXmlNamespaces?.Accept(this);

    public override void ExplicitVisit(CommonTableExpression node)
    {
        var name = node.ExpressionName.Value;
        if (node.Columns.Count > 0)
        {
            _common[name] = [.. node.Columns.Select(column => column.Value)];
        }

        Within(new(_scope), () => node.QueryExpression.Accept(this));
        _common[name] = node.Columns.Count > 0 ? _common[name] : Output(node.QueryExpression);
    }

    public override void ExplicitVisit(QuerySpecification node) => Within(new(_scope), () =>
    {
        AddSources(node.FromClause);
        node.FromClause?.Accept(this);
        foreach (var element in node.SelectElements)
        {
            element.Accept(this);
        }

        node.WhereClause?.Accept(this);
        node.GroupByClause?.Accept(this);
        node.HavingClause?.Accept(this);
        node.OffsetClause?.Accept(this);
        node.TopRowFilter?.Accept(this);

        // ORDER BY alone also sees the names that the SELECT gives.
        var names = new Scope(_scope);
        names.Add("", [.. node.SelectElements.OfType<SelectScalarExpression>().Where(item => item.ColumnName is not null).Select(item => item.ColumnName.Value)]);
        Within(names, () => node.OrderByClause?.Accept(this));
    });

    public override void ExplicitVisit(BinaryQueryExpression node)
    {
        node.FirstQueryExpression.Accept(this);
        node.SecondQueryExpression.Accept(this);
        var (first, second) = (Output(node.FirstQueryExpression), Output(node.SecondQueryExpression));
        Report(first.Count == second.Count, $"the two sides of {node.BinaryQueryExpressionType} have {first.Count} and {second.Count} columns");

        var names = new Scope(null);
        names.Add("", first);
        Within(names, () => node.OrderByClause?.Accept(this));
    }

    public override void ExplicitVisit(InsertSpecification node)
    {
        var columns = Columns(node.Target);
        foreach (var column in node.Columns)
        {
            Report(columns.Contains(Last(column), StringComparer.OrdinalIgnoreCase), $"{Last(column)} is no column of {Name(node.Target)}");
        }

        Report(node.Columns.Count > 0, "an INSERT lists its columns");
        var given = node.InsertSource switch
        {
            ValuesInsertSource values => [.. values.RowValues.Select(row => row.ColumnValues.Count)],
            SelectInsertSource select => [Output(select.Select).Count],
            _ => Array.Empty<int>(),
        };
        Report(given.All(count => count == node.Columns.Count), $"an INSERT of {node.Columns.Count} columns gives {string.Join(", ", given)} values");
        node.InsertSource.Accept(this);
        Within(Pseudo(columns), () => node.OutputClause?.Accept(this));
    }

    public override void ExplicitVisit(UpdateSpecification node) => Change(node, node.FromClause, () =>
    {
        var columns = Target(node, node.FromClause);
        foreach (var clause in node.SetClauses.OfType<AssignmentSetClause>())
        {
            Report(
                clause.Column is null || columns.Contains(Last(clause.Column), StringComparer.OrdinalIgnoreCase),
                $"{(clause.Column is null ? "" : Last(clause.Column))} is no column of {Name(node.Target)}");
            clause.NewValue.Accept(this);
        }
    });

    public override void ExplicitVisit(DeleteSpecification node) => Change(node, node.FromClause, () => Target(node, node.FromClause));

    public override void ExplicitVisit(ColumnReferenceExpression node)
    {
        if (node.ColumnType is ColumnType.Regular)
        {
            Try(() => _scope.Bind([.. node.MultiPartIdentifier.Identifiers.Select(part => part.Value)]));
        }
    }

    // The part of a date in the first place of DATEADD is a word of the language and no column.
    public override void ExplicitVisit(FunctionCall node)
    {
        var parameters = node.FunctionName.Value.Equals("DATEADD", StringComparison.OrdinalIgnoreCase) ? node.Parameters.Skip(1) : node.Parameters;
        foreach (var parameter in parameters)
        {
            parameter.Accept(this);
        }

        node.OverClause?.Accept(this);
    }

    // Definitions are checked where the schema is read from them.
    public override void ExplicitVisit(CreateTableStatement node)
    {
    }

    public override void ExplicitVisit(CreateIndexStatement node)
    {
    }

    private void Change(UpdateDeleteSpecificationBase node, FromClause? from, Action change) => Within(new(_scope), () =>
    {
        if (from is null)
        {
            Try(() => _scope.Add(Name(node.Target), Columns(node.Target)));
        }

        AddSources(from);
        from?.Accept(this);
        change();
        node.WhereClause?.Accept(this);
        Within(Pseudo(Target(node, from)), () => node.OutputClause?.Accept(this));
    });

    /// <summary>An UPDATE or DELETE may name an alias of its FROM.</summary>
    private IReadOnlyCollection<string> Target(UpdateDeleteSpecificationBase node, FromClause? from) =>
        (from is null ? null : _scope.FindSource(Name(node.Target))) ?? Columns(node.Target);

    private Scope Pseudo(IReadOnlyCollection<string> columns)
    {
        var scope = new Scope(_scope);
        scope.Add("inserted", columns);
        scope.Add("deleted", columns);
        return scope;
    }

    private void AddSources(FromClause? from)
    {
        foreach (var reference in from?.TableReferences ?? [])
        {
            AddSource(reference);
        }
    }

    private void AddSource(TableReference reference)
    {
        switch (reference)
        {
            case JoinTableReference join:
                AddSource(join.FirstTableReference);
                AddSource(join.SecondTableReference);
                break;
            case JoinParenthesisTableReference parenthesis:
                AddSource(parenthesis.Join);
                break;
            case NamedTableReference table:
                Try(() => _scope.Add(table.Alias?.Value ?? Name(table), Columns(table)));
                break;
            case OpenJsonTableReference json:
                Try(() => _scope.Add(json.Alias.Value, [.. json.SchemaDeclarationItems.Select(item => item.ColumnDefinition.ColumnIdentifier.Value)]));
                break;
            case QueryDerivedTable derived:
                Try(() => _scope.Add(derived.Alias.Value, derived.Columns.Count > 0 ? [.. derived.Columns.Select(column => column.Value)] : Output(derived.QueryExpression)));
                break;
            default:
                Report(false, $"{reference.GetType().Name} in a FROM is not read by this check yet");
                break;
        }
    }

    /// <summary>Names of the columns a query gives; an unnamed one is empty.</summary>
    private IReadOnlyList<string> Output(QueryExpression query) => query switch
    {
        QuerySpecification specification => [.. specification.SelectElements.SelectMany(element => Names(specification, element))],
        BinaryQueryExpression binary => Output(binary.FirstQueryExpression),
        QueryParenthesisExpression parenthesis => Output(parenthesis.QueryExpression),
        _ => [],
    };

    private string[] Names(QuerySpecification query, SelectElement element)
    {
        if (element is SelectStarExpression)
        {
            var columns = Array.Empty<string>();
            Within(new(null), () =>
            {
                AddSources(query.FromClause);
                columns = [.. _scope.AllColumns];
            });
            return columns;
        }

        return element is SelectScalarExpression scalar
            ? [scalar.ColumnName?.Value ?? (scalar.Expression is ColumnReferenceExpression column ? Last(column) : "")]
            : [];
    }

    private IReadOnlyCollection<string> Columns(TableReference reference)
    {
        var name = Name(reference);
        if (_common.TryGetValue(name, out var common))
        {
            return common;
        }

        var table = schema.FirstOrDefault(table => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase));
        Report(table is not null, $"{name} is no table");
        return table is null ? [] : [.. table.Columns.Select(column => column.Name)];
    }

    private static string Name(TableReference reference) =>
        reference is NamedTableReference named ? named.SchemaObject.BaseIdentifier.Value : reference.GetType().Name;

    private static string Last(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    private void Within(Scope scope, Action action)
    {
        var outer = _scope;
        _scope = scope;
        action();
        _scope = outer;
    }

    private void Report(bool isRight, string fault)
    {
        if (!isRight)
        {
            _faults.Add(fault);
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (BindException fault)
        {
            _faults.Add(fault.Message);
        }
    }
}
