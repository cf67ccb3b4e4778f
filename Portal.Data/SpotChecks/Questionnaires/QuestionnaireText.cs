using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Questionnaires;

/// <summary>Writes a questionnaire in the form that <see cref="QuestionnaireFile"/> reads.</summary>
public static class QuestionnaireText
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(Questionnaire questionnaire)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            json.WriteString("code", questionnaire.Code);
            json.WriteNumber("version", questionnaire.Version);
            json.WriteString("kind", questionnaire.Kind.ToString());
            Text(json, "name", questionnaire.Name);
            Text(json, "intro", questionnaire.Intro);
            json.WriteStartArray("items");
            foreach (var item in questionnaire.Items)
            {
                Item(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Item(Utf8JsonWriter json, QuestionItem item)
    {
        json.WriteStartObject();
        json.WriteString("code", item.Code);
        json.WriteString("type", item.Type.ToString());
        if (item.Heading is { } heading)
        {
            json.WriteString("heading", heading.ToString());
        }

        Text(json, "text", item.Text);
        Text(json, "hint", item.Hint);
        Choices(json, "choices", item.Choices);
        Choices(json, "rooms", item.Rooms);
        if (item.IsRequired)
        {
            json.WriteBoolean("required", true);
        }

        if (item.ShowIf is { } condition)
        {
            json.WriteStartObject("showIf");
            json.WriteString("item", condition.Item);
            json.WriteStartArray("choices");
            foreach (var choice in condition.Choices)
            {
                json.WriteStringValue(choice);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (item.Unit is { } unit)
        {
            json.WriteString("unit", unit);
        }

        Number(json, "from", item.From);
        Number(json, "to", item.To);
        json.WriteEndObject();
    }

    private static void Choices(Utf8JsonWriter json, string name, IReadOnlyList<QuestionChoice> choices)
    {
        if (choices.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var choice in choices)
        {
            json.WriteStartObject();
            json.WriteString("code", choice.Code);
            json.WriteString("zh", choice.Text.Zh);
            json.WriteString("en", choice.Text.En);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, LimitText? text)
    {
        if (text is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("zh", text.Zh);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }
}
