using System.Data;
using System.Globalization;
using Dapper;

namespace Portal.Data.Storage;

/// <summary>Makes both engines hand back the same .NET types.</summary>
internal static class ColumnTypes
{
    private static readonly Lock s_once = new();
    private static bool s_done;

    public static void Register()
    {
        lock (s_once)
        {
            if (!s_done)
            {
                SqlMapper.AddTypeHandler(new DateOnlyColumn());
                s_done = true;
            }
        }
    }

    private sealed class DateOnlyColumn : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.Date;
            parameter.Value = value.ToDateTime(default);
            if (parameter is Microsoft.Data.Sqlite.SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        }

        public override DateOnly Parse(object value) => value switch
        {
            DateTime moment => DateOnly.FromDateTime(moment),
            string text => DateOnly.ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => throw new DataException($"A {value.GetType().Name} is not a date."),
        };
    }
}
