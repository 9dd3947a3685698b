using System.Text.Json.Nodes;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Json;

/// <summary>What Sentry reads from a release's name, as its answers show it.</summary>
internal static class VersionInfo
{
    private const int ShortHashLength = 12;

    public static JsonObject Of(string release)
    {
        var name = ReleaseName.Of(release);
        return new JsonObject
        {
            ["package"] = name.Package,
            ["version"] = name.Version is { } version ? Numbers(name.Raw, version) : new JsonObject { ["raw"] = name.Raw },
            ["description"] = Describe(name),
            ["buildHash"] = name.Hash,
        };
    }

    private static JsonObject Numbers(string raw, ReleaseName.Numbers version) => new()
    {
        ["raw"] = raw,
        ["major"] = version.Parts[0],
        ["minor"] = version.Parts[1],
        ["patch"] = version.Parts[2],
        ["pre"] = version.Prerelease.Length > 0 ? version.Prerelease : null,
        ["buildCode"] = version.Build,
        ["components"] = version.Components,
    };

    private static string Describe(ReleaseName name)
    {
        var shortHash = name.Hash?[..Math.Min(ShortHashLength, name.Hash.Length)];
        if (name.Version is null)
            return shortHash ?? name.Raw;

        var build = shortHash ?? name.Version.Build;
        return name.Raw.Split('+')[0] + (build is null ? "" : $" ({build})");
    }
}
