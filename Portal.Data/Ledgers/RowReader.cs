using System.Globalization;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

public static partial class LedgerRules
{
    /// <summary>Reads the fields of one row and notes what is wrong with them.</summary>
    private sealed class RowReader(SheetRow row, List<LedgerIssue> issues)
    {
        public bool IsRejected { get; private set; }

        public void Reject(string code, LedgerField field, string? value, params IReadOnlyList<string> args)
        {
            IsRejected = true;
            issues.Add(Issue(row, IssueClass.Validity, code, field, value, args));
        }

        public void Warn(string code, LedgerField field, string? value, params IReadOnlyList<string> args) =>
            issues.Add(Issue(row, IssueClass.Plausibility, code, field, value, args));

        public string? Text(LedgerField field, int longest)
        {
            var text = row.Text(field);
            if (text.Length == 0)
            {
                RequireIfNeeded(field);
                return null;
            }

            if (text.Length > longest)
            {
                Reject("too-long", field, text, text.Length.ToString(CultureInfo.InvariantCulture), longest.ToString(CultureInfo.InvariantCulture));
            }

            return text;
        }

        /// <summary>The stored number of a list value; 0 when empty or unknown.</summary>
        public int Code(LedgerField field)
        {
            var text = row.Text(field);
            if (text.Length == 0)
            {
                RequireIfNeeded(field);
                return 0;
            }

            var column = LedgerTemplate.Column(field);
            if (column.TryCode(text, out var code))
            {
                return code;
            }

            Reject("not-in-list", field, text, string.Join('、', column.Values.Select(value => value.Name)));
            return 0;
        }

        public double? Number(LedgerField field, double least, double most)
        {
            var text = row.Text(field);
            if (text.Length == 0)
            {
                return null;
            }

            if (!LedgerNumber.TryParse(text, out var number))
            {
                Reject("not-a-number", field, text);
                return null;
            }

            if (number < least || number > most)
            {
                Reject("out-of-range", field, text, least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));
                return null;
            }

            return number;
        }

        public DateTime? Event(CaseEvent happening, CheckFrame frame)
        {
            var field = EventFields.Of(happening);
            if (Time(field) is not { } at)
            {
                return null;
            }

            if (at > frame.JudgedAt)
            {
                Reject("after-judging", field, LedgerRules.Text(at), LedgerRules.Text(frame.JudgedAt));
            }

            return at;
        }

        public DateTime? Time(LedgerField field)
        {
            switch (row.Time(field, out var time))
            {
                case TimeReading.Read:
                    return time;
                case TimeReading.Unreadable:
                    Reject("unreadable-time", field, row.Text(field));
                    return null;
                default:
                    RequireIfNeeded(field);
                    return null;
            }
        }

        private void RequireIfNeeded(LedgerField field)
        {
            if (LedgerTemplate.Column(field).IsRequired)
            {
                Reject("required", field, null);
            }
        }
    }
}
