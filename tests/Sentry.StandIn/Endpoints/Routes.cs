using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary>Which endpoint answers which path, and what it takes to get there.</summary>
internal static class Routes
{
    public static void Map(
        IEndpointRouteBuilder app,
        StandInOptions options,
        ReleaseStore store,
        Oddities oddities,
        Authentication authentication)
    {
        app.MapGet("/api/0/", new IndexEndpoint(authentication).GetAsync);
        var organization = app.MapGroup("/api/0/organizations/{organization}");
        MapOrganization(organization, app.MapGroup("/api/0/projects/{organization}/{project}"), new OrganizationEndpoint(options, store));
        var repositories = new RepositoriesEndpoint(options, store);
        organization.MapGet("/repos/", repositories.ListAsync).WithMetadata(Access.ReadRepositories);
        organization.MapGet("/code-mappings/", repositories.ListCodeMappingsAsync).WithMetadata(Access.ReadRepositories);

        var releases = new ReleasesEndpoint(options, store, oddities);
        organization.MapGet("/releases/", releases.ListAsync).WithMetadata(Access.ReadReleases with { RateLimited = true });
        organization.MapPost("/releases/", releases.CreateAsync).WithMetadata(Access.WriteReleases with { RateLimited = true });
        var release = organization.MapGroup("/releases/{version}");
        MapRelease(release, new ReleaseEndpoint(options, store, oddities));
        var deploys = new DeploysEndpoint(options, store, oddities);
        release.MapGet("/deploys/", deploys.ListAsync).WithMetadata(Access.ReadReleases);
        release.MapPost("/deploys/", deploys.CreateAsync).WithMetadata(Access.WriteReleases);
        var history = new ReleaseHistoryEndpoint(store);
        release.MapGet("/previous-with-commits/", history.GetPreviousWithCommitsAsync).WithMetadata(Access.ReadReleases);
        release.MapGet("/meta/", history.GetMetaAsync).WithMetadata(Access.ReadReleases);
    }

    private static void MapOrganization(IEndpointRouteBuilder organization, IEndpointRouteBuilder project, OrganizationEndpoint endpoint)
    {
        organization.MapGet("/", endpoint.GetAsync).WithMetadata(Access.ReadOrganization);
        organization.MapGet("/projects/", endpoint.ListProjectsAsync).WithMetadata(Access.ReadOrganization);
        organization.MapGet("/environments/", endpoint.ListEnvironmentsAsync).WithMetadata(Access.ReadOrganization);
        project.MapGet("/", endpoint.GetProjectAsync).WithMetadata(Access.ReadProject);
        project.MapGet("/environments/", endpoint.ListProjectEnvironmentsAsync).WithMetadata(Access.ReadProject);
    }

    private static void MapRelease(IEndpointRouteBuilder release, ReleaseEndpoint endpoint)
    {
        release.MapGet("/", endpoint.GetAsync).WithMetadata(Access.ReadReleases);
        release.MapPut("/", endpoint.UpdateAsync).WithMetadata(Access.WriteReleases);
        release.MapDelete("/", endpoint.DeleteAsync).WithMetadata(Access.DeleteReleases);
        release.MapGet("/commits/", endpoint.ListCommitsAsync).WithMetadata(Access.ReadReleases);
        release.MapGet("/commitfiles/", endpoint.ListFileChangesAsync).WithMetadata(Access.ReadReleases);
        release.MapGet("/files/", endpoint.ListFilesAsync).WithMetadata(Access.ReadReleases with { RateLimited = true });
    }
}
