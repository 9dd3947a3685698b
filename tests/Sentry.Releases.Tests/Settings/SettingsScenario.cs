using Sentry.Releases.Diagnostics;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

/// <summary>Settings of a project in the temporary folder.</summary>
internal static class SettingsScenario
{
    public static string ProjectDirectory { get; } = Path.GetTempPath();

    /// <summary>Reads properties that are all valid.</summary>
    public static ReleaseSettings Read(params (string Name, string Value)[] properties) => Read(new FakeMachine(), properties);

    /// <summary>Reads properties that are all valid.</summary>
    public static ReleaseSettings Read(FakeMachine machine, params (string Name, string Value)[] properties)
    {
        var settings = ReadAny(machine, properties);
        Assert.IsTrue(settings.Check(diagnostic => Assert.Fail(diagnostic.Message)));
        return settings;
    }

    public static ReleaseSettings ReadAny(FakeMachine machine, params (string Name, string Value)[] properties) =>
        ReleaseSettings.Read(properties.ToDictionary(item => item.Name, item => item.Value), ProjectDirectory, machine.Environment);

    /// <summary>Reads properties of which one is invalid, and returns what is said of it.</summary>
    public static string ReadInvalid(params (string Name, string Value)[] properties)
    {
        var diagnostics = new List<Diagnostic>();
        Assert.IsFalse(ReadAny(new FakeMachine(), properties).Check(diagnostics.Add));
        var diagnostic = diagnostics.Single();
        Assert.AreEqual("SRM1005", diagnostic.Code);
        Assert.AreEqual(Severity.Error, diagnostic.Severity);
        return diagnostic.Message;
    }
}
