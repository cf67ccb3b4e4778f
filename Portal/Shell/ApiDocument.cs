namespace Portal.Shell;

/// <summary>What programs may ask (design §7), described for them at <c>/openapi</c>. Only <c>/api/v1</c> is a promise.</summary>
public static class ApiDocument
{
    public const string Address = "/openapi";

    private const string Promised = "api/v1/";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith(Promised, StringComparison.Ordinal) is true);

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(Address).AllowAnonymous();
        routes.MapOpenApi(Address + "/{documentName}.json").AllowAnonymous();
    }
}
