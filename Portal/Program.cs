using Portal.Data.Storage;
using Portal.Shell;

var app = PortalHost.Build(args);
await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
await app.RunAsync();

public partial class Program;
