using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Registry;

/// <summary>What came of an appointment.</summary>
public enum Appointment
{
    Made,

    /// <summary>The role already has an entry that begins on this day or later: history is not rewritten.</summary>
    NotAfterPredecessor,
}

/// <summary>Reads and writes who holds which role, and who held it before (S0-13).</summary>
[Unscoped("Duty rosters are published (S0-13); asked for by the code of a subject the caller was shown.")]
public sealed class ContactStore(Db db)
{
    /// <summary>Puts a person in a role; the one who held it until then ends on that day.</summary>
    public async Task<Appointment> AppointAsync(Contact contact, CancellationToken cancellation)
    {
        const string later = """
            SELECT COUNT(*)
            FROM Contact
            WHERE SubjectKind = @SubjectKind AND SubjectCode = @SubjectCode AND Role = @Role AND ValidFrom >= @ValidFrom
            """;
        const string end = """
            UPDATE Contact
            SET ValidTo = @ValidFrom
            WHERE SubjectKind = @SubjectKind AND SubjectCode = @SubjectCode AND Role = @Role
            AND (ValidTo IS NULL OR ValidTo > @ValidFrom)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, string.Create(CultureInfo.InvariantCulture, $"contact {contact.SubjectKind} {contact.SubjectCode}"), cancellation);

        if (await connection.ExecuteScalarAsync<int>(new(later, contact, transaction, cancellationToken: cancellation)) > 0)
        {
            return Appointment.NotAfterPredecessor;
        }

        await connection.ExecuteAsync(new(end, contact, transaction, cancellationToken: cancellation));
        await AppendAsync(transaction, [contact], cancellation);
        await transaction.CommitAsync(cancellation);
        return Appointment.Made;
    }

    /// <summary>Every entry of an enterprise or authority: role by role, the latest holder first.</summary>
    public async Task<IReadOnlyList<Contact>> ReadHistoryAsync(ContactSubject subject, string code, CancellationToken cancellation)
    {
        const string sql = """
            SELECT SubjectKind, SubjectCode, Role, Name, Post, Phone, ValidFrom, ValidTo
            FROM Contact
            WHERE SubjectKind = @SubjectKind AND SubjectCode = @SubjectCode
            ORDER BY Role, ValidFrom DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Contact>(
            new(sql, new { SubjectKind = subject, SubjectCode = code }, cancellationToken: cancellation));
        return rows.AsList();
    }

    /// <summary>Who holds each role on a day.</summary>
    public async Task<IReadOnlyList<Contact>> ReadHoldersAsync(
        ContactSubject subject, string code, DateOnly day, CancellationToken cancellation)
    {
        const string sql = """
            SELECT SubjectKind, SubjectCode, Role, Name, Post, Phone, ValidFrom, ValidTo
            FROM Contact
            WHERE SubjectKind = @SubjectKind AND SubjectCode = @SubjectCode
            AND ValidFrom <= @Day AND (ValidTo IS NULL OR ValidTo > @Day)
            ORDER BY Role
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Contact>(
            new(sql, new { SubjectKind = subject, SubjectCode = code, Day = day }, cancellationToken: cancellation));
        return rows.AsList();
    }

    internal static Task AppendAsync(DbTransaction transaction, IEnumerable<Contact> contacts, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Contact (SubjectKind, SubjectCode, Role, Name, Post, Phone, ValidFrom, ValidTo)
            VALUES (@SubjectKind, @SubjectCode, @Role, @Name, @Post, @Phone, @ValidFrom, @ValidTo)
            """;

        return transaction.Connection!.ExecuteAsync(new(sql, contacts, transaction, cancellationToken: cancellation));
    }
}
