using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary>Which endpoint answers which path, and what it takes to get there.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder app, StandInOptions options, ReleaseStore store, Oddities oddities)
    {
        var organization = app.MapGroup("/api/0/organizations/{organization}");
        var releases = new ReleasesEndpoint(options, store, oddities);
        organization.MapGet("/releases/", releases.ListAsync).WithMetadata(Access.ReadReleases with { RateLimited = true });
        organization.MapPost("/releases/", releases.CreateAsync).WithMetadata(Access.WriteReleases with { RateLimited = true });

        var release = organization.MapGroup("/releases/{version}");
        var one = new ReleaseEndpoint(options, store, oddities);
        release.MapGet("/", one.GetAsync).WithMetadata(Access.ReadReleases);
        release.MapPut("/", one.UpdateAsync).WithMetadata(Access.WriteReleases);
        release.MapDelete("/", one.DeleteAsync).WithMetadata(Access.DeleteReleases);
        release.MapGet("/commits/", one.ListCommitsAsync).WithMetadata(Access.ReadReleases);
        release.MapGet("/commitfiles/", one.ListFileChangesAsync).WithMetadata(Access.ReadReleases);
        release.MapGet("/files/", one.ListFilesAsync).WithMetadata(Access.ReadReleases with { RateLimited = true });

        var deploys = new DeploysEndpoint(options, store, oddities);
        release.MapGet("/deploys/", deploys.ListAsync).WithMetadata(Access.ReadReleases);
        release.MapPost("/deploys/", deploys.CreateAsync).WithMetadata(Access.WriteReleases);

        var repositories = new OrganizationEndpoint(store);
        organization.MapGet("/repos/", repositories.ListRepositoriesAsync).WithMetadata(Access.ReadRepositories);
        organization.MapGet("/projects/", OrganizationEndpoint.ListProjectsAsync).WithMetadata(Access.ReadProjects);
    }
}
