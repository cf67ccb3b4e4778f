using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Data.Storage;

namespace Portal.Shell;

/// <summary>
/// What every verb of the command line does alike: it opens the configured database at the current schema, runs,
/// and says what went wrong in one line.
/// </summary>
public sealed class Verb(IReadOnlyList<string> settings)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Configuration such as <c>--Database:Provider SqlServer</c>, which every verb takes.</summary>
    public IReadOnlyList<string> Settings { get; } = settings;

    /// <summary>Takes the settings (<c>--Section:Key value</c> or <c>--Section:Key=value</c>) out of the arguments.</summary>
    public static (IReadOnlyList<string> Settings, IReadOnlyList<string> Words) Split(string[] args)
    {
        var settings = new List<string>();
        var rest = new List<string>();
        for (var index = 0; index < args.Length; index++)
        {
            var name = args[index].Split('=')[0];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !name.Contains(':', StringComparison.Ordinal))
            {
                rest.Add(args[index]);
                continue;
            }

            settings.Add(args[index]);
            if (name == args[index] && index + 1 < args.Length)
            {
                settings.Add(args[++index]);
            }
        }

        return (settings, rest);
    }

    /// <summary>Gives the command its action. The exit code is the action's, 1 when it failed, 130 when it was interrupted.</summary>
    /// <param name="migrates">False for what must work before the schema can be brought up to date.</param>
    public Command Action(Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> action, bool migrates = true)
    {
        command.SetAction((parsed, cancellation) => GuardAsync(
            async () =>
            {
                await using var app = PortalHost.Build([.. Settings], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
                if (migrates)
                {
                    await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancellation);
                }

                return await action(app.Services, parsed, cancellation);
            },
            cancellation));
        return command;
    }

    /// <summary>Says what went wrong in one line instead of a stack trace.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; nothing of the unfinished work was kept.");
            return 130;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync(exception.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}
