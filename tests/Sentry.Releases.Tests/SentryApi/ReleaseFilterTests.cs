using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sentry.Releases.SentryApi;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>Which releases are listed.</summary>
[TestClass]
public sealed class ReleaseFilterTests
{
    [TestMethod]
    public async Task The_filter_is_sent()
    {
        await using var server = await ApiServer.StartAsync();
        server.Sentry.AddRelease("app@1", "web");
        server.Sentry.AddRelease("app@2", "api");
        server.Sentry.AddRelease("other@1", "web");
        var found = server.Client.ListReleases(new ReleaseFilter { Query = "APP@", Projects = ["web"], Status = StatusFilter.Any }).ToList();
        Assert.AreEqual("app@1", found.Single().Version);
        Assert.EndsWith("/releases/?project=web&query=APP%40&status=", server.Paths.Single());
    }

    [TestMethod]
    public async Task Archived_releases_are_found_when_asked_for()
    {
        await using var server = await ApiServer.StartAsync();
        server.Sentry.AddRelease("app@1", "web");
        Assert.IsEmpty(server.Client.ListReleases(new ReleaseFilter { Status = StatusFilter.Archived }).ToList());
        Assert.EndsWith("/releases/?status=archived", server.Paths.Single());
    }

    [TestMethod]
    public async Task An_older_server_that_wants_numbers_of_projects_is_filtered_here()
    {
        await using var server = await ApiServer.StartAsync(new StandInOptions { Before = RefuseSlugs });
        for (var i = 0; i < 250; i++)
            server.Sentry.AddRelease(string.Create(CultureInfo.InvariantCulture, $"app@1.0.{i}"), i % 10 == 0 ? "web" : "api");

        var found = server.Client.ListReleases(new ReleaseFilter { Projects = ["web"] }, limit: 12).ToList();

        Assert.HasCount(12, found);
        Assert.IsTrue(found.TrueForAll(release => release.Projects!.Single().Slug == "web"));
        Assert.AreEqual(3, server.Client.Requests);

        static Task RefuseSlugs(HttpContext context, RequestDelegate next)
        {
            if (context.Request.Query["project"].All(project => long.TryParse(project, CultureInfo.InvariantCulture, out _)))
                return next(context);

            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("""{"detail": "Invalid project parameter. Values must be numbers."}""");
        }
    }
}
