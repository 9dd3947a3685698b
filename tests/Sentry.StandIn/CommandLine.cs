using System.Globalization;
using Sentry.StandIn.Behavior;

namespace Sentry.StandIn;

/// <summary>The program's arguments.</summary>
internal static class CommandLine
{
    public static string Usage { get; } =
        "usage: dotnet run --project tests/Sentry.StandIn [-- --port PORT] [--token TOKEN] [--org SLUG] [--like SERVER]\n"
        + $"SERVER is one of: {string.Join(", ", ServerBehavior.ByName.Keys)}";

    /// <returns><see langword="null"/> when they are not understood.</returns>
    public static StandInOptions? Parse(string[] args)
    {
        var defaults = new StandInOptions();
        var (port, tokens, organization, like) = (defaults.Port, defaults.Tokens, defaults.Organization, defaults.Like);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = args.ElementAtOrDefault(i + 1);
            switch (args[i])
            {
                case "--port" when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    port = number;
                    break;
                case "--token" when !string.IsNullOrWhiteSpace(value):
                    tokens = [new StandInToken(value)];
                    break;
                case "--org" when !string.IsNullOrWhiteSpace(value):
                    organization = value;
                    break;
                case "--like" when ServerBehavior.ByName.TryGetValue(value ?? "", out var named):
                    like = named;
                    break;
                default:
                    return null;
            }
        }

        return new StandInOptions { Port = port, Tokens = tokens, Organization = organization, Like = like };
    }
}
