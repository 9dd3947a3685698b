using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Sentry.StandIn;

/// <summary>A web server that listens on loopback and takes nothing from the environment or from configuration files.</summary>
internal static class LoopbackServer
{
    public static WebApplication Build(StandInOptions options, X509Certificate2? certificate)
    {
        if (!IPAddress.IsLoopback(options.Address))
            throw new ArgumentException($"{options.Address} is no loopback address.", nameof(options));

        if (options.BasePath.Length > 0 && (!options.BasePath.StartsWith('/') || options.BasePath.EndsWith('/')))
            throw new ArgumentException($"The base path {options.BasePath} must start with a slash and not end with one.", nameof(options));

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(options.Address, options.Port, listen =>
            {
                if (certificate is not null)
                    listen.UseHttps(certificate);
            });
        });
        return builder.Build();
    }
}
