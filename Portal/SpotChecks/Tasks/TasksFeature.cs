using Microsoft.AspNetCore.Mvc;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Retention;
using Portal.Data.SpotChecks.Tasks;
using Portal.Ledgers;
using Portal.Shell;
using Portal.SpotChecks.Retention;

namespace Portal.SpotChecks.Tasks;

/// <summary>Tasks of inspectors: their lists, the form that survives a lost connection, evidence.</summary>
internal static class TasksFeature
{
    /// <summary>AutoNavi's search, which opens its app on a telephone that has it; a local default.</summary>
    private const string MapSearchAddress = "https://uri.amap.com/search?keyword={0}";

    private const string MapMarkerAddress = "https://uri.amap.com/marker?position={1},{0}&coordinate=wgs84";

    public static IServiceCollection AddTasks(this IServiceCollection services) => services
        .AddSingleton<TaskStore>()
        .AddSingleton<TaskPlaces>()
        .AddSingleton<TaskDealing>()
        .AddSingleton<TaskSenders>()
        .AddSingleton<TaskIntake>()
        .AddSingleton<TaskErasure>()
        .AddScoped<TaskErasureJob>()
        .AddSingleton<LateWork>()
        .AddSingleton<FieldWork>()
        .AddSingleton<EvidenceStore>()
        .AddSingleton<EvidenceIntake>()
        .AddSingleton<PositionReveal>()
        .AddSingleton(provider => new MapSearch(
            provider.GetRequiredService<IConfiguration>().GetValue("SpotChecks:MapSearch", MapSearchAddress)!,
            provider.GetRequiredService<IConfiguration>().GetValue("SpotChecks:MapMarker", MapMarkerAddress)!))
        .AddSingleton<TaskTexts>()
        .AddSingleton<TaskGuard>()
        .AddSingleton<TaskReception>()
        .AddSingleton<TaskContact>()
        .AddSingleton<TaskForms>()
        .AddSingleton<EvidenceDownload>()
        .AddSingleton(new UserMenuPart(typeof(UnsentWork)))
        .AddSingleton<DemoSequel, TaskDemo>();

    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        // Whoever loses the role while at work may still send it in: the task's own history decides.
        routes.MapGet("/api/tasks/hello", (HttpContext http, TaskReception reception) => reception.HelloAsync(http)).Needs(Operation.ManageOwnAccount);
        routes.MapPost("/api/tasks/{id:long}/attempts", (long id, HttpContext http, TaskReception reception) => reception.AttemptAsync(id, http))
            .WithMetadata(new RequestSizeLimitAttribute(TaskReception.GreatestForm))
            .Needs(Operation.ManageOwnAccount);
        routes.MapPost("/api/tasks/{id:long}/evidence", (long id, HttpContext http, TaskReception reception) => reception.EvidenceAsync(id, http))
            .WithMetadata(new RequestSizeLimitAttribute(EvidenceRules.GreatestBytes + (1 << 20)))
            .Needs(Operation.ManageOwnAccount);
        routes.MapPost("/api/tasks/{id:long}/contact", (long id, string? field, HttpContext http, TaskContact contact) => contact.RevealAsync(id, field, http))
            .Needs(Operation.AnswerTasks);
        routes.MapPost("/tasks/{id:long}/place", (long id, HttpContext http, TaskForms forms) => forms.PlaceAsync(id, http)).Needs(Operation.AnswerTasks);
        routes.MapPost("/tasks/{id:long}/step-aside", (long id, HttpContext http, TaskForms forms) => forms.StepAsideAsync(id, http)).Needs(Operation.AnswerTasks);
        routes.MapPost("/tasks/{id:long}/attempts/{attempt:long}/count", (long id, long attempt, HttpContext http, TaskForms forms) => forms.CountAsync(id, attempt, http))
            .Needs(Operation.AssignTasks);
        routes.MapGet("/evidence/{id:long}", (long id, HttpContext http, EvidenceDownload download) => download.TakeAsync(id, http)).Needs(Operation.ReadEvidence);
    }
}
