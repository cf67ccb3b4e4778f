using System.Collections.Specialized;
using System.Text.Json;
using Quartz.Spi;

namespace Portal.Scheduling;

/// <summary>
/// Stores the data of jobs as a JSON object of texts, all that the timetable allows. The scheduler makes it by name
/// from its settings.
/// </summary>
internal sealed class JobDataText : IObjectSerializer
{
    public void Initialize()
    {
    }

    public byte[] Serialize<T>(T obj)
        where T : class
    {
        var texts = obj as NameValueCollection ?? throw new NotSupportedException($"Jobs keep texts only, not {obj.GetType().Name}.");
        return JsonSerializer.SerializeToUtf8Bytes(texts.AllKeys.OfType<string>().ToDictionary(key => key, key => texts[key], StringComparer.Ordinal));
    }

    public T? DeSerialize<T>(byte[] data)
        where T : class
    {
        var texts = new NameValueCollection();
        foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string?>>(data) ?? [])
        {
            texts.Add(key, text);
        }

        return texts as T ?? throw new NotSupportedException($"Jobs keep texts only, not {typeof(T).Name}.");
    }
}
