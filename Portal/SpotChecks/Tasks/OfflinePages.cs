using System.Globalization;
using Portal.Data.Access;

namespace Portal.SpotChecks.Tasks;

/// <summary>
/// Which pages the worker of the browser (<c>tasks-worker.js</c>) may keep for being without a connection: those sent with
/// the name of the account they are for. A page that comes without it is forgotten.
/// </summary>
internal static class OfflinePages
{
    public const string Header = "Offline-For";

    public static void Allow(HttpContext http, Actor actor) =>
        http.Response.Headers[Header] = actor.UserId.ToString(CultureInfo.InvariantCulture);
}
