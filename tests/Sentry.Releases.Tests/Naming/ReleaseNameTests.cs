using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Naming;

/// <summary>Which name is chosen, and what is said when the running application <c>app@1.0</c> may report another.</summary>
[TestClass]
internal sealed class ReleaseNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Diagnostic> _diagnostics = [];

    [TestMethod]
    public void Without_a_given_name_it_is_the_assemblys()
    {
        Assert.AreEqual(new ReleaseName("app@1.0", ReleaseNameSource.Assembly), ReleaseName.Choose(null, Application(), _diagnostics.Add));
        Assert.IsEmpty(_diagnostics);
    }

    [TestMethod]
    [DataRow(ReleaseNameSource.Given)]
    [DataRow(ReleaseNameSource.Environment)]
    public void The_same_name_given_is_not_worth_a_word(ReleaseNameSource source)
    {
        Assert.AreEqual("app@1.0", Choose("app@1.0", source));
        Assert.IsEmpty(_diagnostics);
    }

    [TestMethod]
    [DataRow("shop@1.0", Subject.EmbeddedName)]
    [DataRow("App@1.0", Subject.EmbeddedName)]
    [DataRow("1.0", Subject.ReleaseName)]
    public void Another_name_is_chosen_and_both_are_said(string given, Subject fix)
    {
        Assert.AreEqual(given, Choose(given));

        AssertSaid(Severity.Warning, fix, $"'{given}'", "'app@1.0'");
    }

    [TestMethod]
    public void Another_name_in_the_environment_is_a_message_for_the_application_reads_it_too()
    {
        Assert.AreEqual("shop@1.0", Choose("shop@1.0", ReleaseNameSource.Environment));

        AssertSaid(Severity.Message, null, "'shop@1.0'", "'app@1.0'");
    }

    [TestMethod]
    public void A_refused_name_is_not_chosen()
    {
        Assert.IsNull(Choose("feature/x"));

        Assert.AreEqual("SRM4001", _diagnostics.Single().Code);
    }

    [TestMethod]
    public void A_given_name_needs_no_assembly()
    {
        Assert.AreEqual("shop@1.0", ReleaseName.Choose(new ReleaseName("shop@1.0", ReleaseNameSource.Given), new BuiltApplication(""), _diagnostics.Add)?.Value);
        Assert.IsEmpty(_diagnostics);
    }

    [TestMethod]
    public void On_mobile_platforms_neither_assembly_nor_environment_would_help()
    {
        var application = new BuiltApplication(_folder.PathOf("app.dll")) { Mobile = new MobileApplication("android", "com.example", "1.0", "1") };

        Assert.IsNotNull(ReleaseName.Choose(new ReleaseName("shop@1.0", ReleaseNameSource.Environment), application, _diagnostics.Add));

        AssertSaid(Severity.Warning, Subject.MobileRelease, "'shop@1.0'", "'com.example@1.0+1'");
    }

    [TestMethod]
    public void What_a_manifest_says_is_not_known()
    {
        var application = new BuiltApplication("") { Mobile = new MobileApplication("android", "com.example", "1.0", "1") };

        Assert.AreEqual("com.example@1.0+1", ReleaseName.Choose(null, application, _diagnostics.Add)?.Value);

        AssertSaid(Severity.Message, Subject.MobileRelease, "AndroidManifest.xml");
    }

    [TestMethod]
    [DataRow("options.Release = \"shop@7\";")]
    [DataRow("const string name = \"shop@7\"; options.Release = name;")]
    [DataRow("System.Action<Sentry.SentryOptions> configure = o => o.Release = \"shop@7\"; configure(options);")]
    [DataRow("_ = new Sentry.SentryOptions { Release = \"shop@7\" };")]
    [DataRow("_ = new Sentry.AspNetCoreOptions { Release = \"shop@7\" };")]
    [DataRow("options.Release = \"shop@7\"; options.Release = \"shop@8\";")]
    public void A_literal_in_the_code_is_what_the_application_reports(string code)
    {
        Assert.AreEqual("app@1.0", Choose(null, code: code));

        AssertSaid(Severity.Warning, Subject.ApplicationRelease, "'app@1.0'", "'shop@7'", "SentryOptions.Release");
    }

    [TestMethod]
    [DataRow("options.Release = \" app@1.0 \";")]
    [DataRow("options.Release = null;")]
    [DataRow("_ = options.Release;")]
    [DataRow("new Other.SentryOptions().Release = \"shop@7\";")]
    public void Code_that_makes_no_difference_is_not_worth_a_word(string code)
    {
        Assert.AreEqual("app@1.0", Choose(null, code: code));

        Assert.IsEmpty(_diagnostics);
    }

    [TestMethod]
    [DataRow("options.Release = System.Environment.MachineName;")]
    [DataRow("options.Release = System.Environment.GetEnvironmentVariable(\"NAME\") ?? \"shop@7\";")]
    [DataRow("options.Release = System.Environment.Is64BitProcess ? \"shop@7\" : \"shop@8\";")]
    [DataRow("options.Release = $\"app@{System.Environment.TickCount}\";")]
    [DataRow("if (options.Release is null) options.Release = \"app@1.0\"; else options.Release = \"shop@7\";")]
    public void Code_whose_value_is_known_at_run_time_only_is_a_message(string code)
    {
        Assert.AreEqual("app@1.0", Choose(null, code: code));

        AssertSaid(Severity.Message, Subject.ApplicationRelease, "'app@1.0'", "SentryOptions.Release");
    }

    [TestMethod]
    [DataRow("""{ "Sentry": { "Release": "shop@7" } }""")]
    [DataRow("""{ "sentry": { "release": " shop@7 ", }, /* our own */ }""")]
    [DataRow("""{ "Sentry:Release": "shop@7" }""")]
    public void Published_settings_are_what_the_application_reports(string settings)
    {
        Assert.AreEqual("app@1.0", Choose(null, settings: settings));

        AssertSaid(Severity.Warning, Subject.ApplicationRelease, "'app@1.0'", "'shop@7'", "appsettings.json");
    }

    [TestMethod]
    [DataRow("""{ "Sentry": { "Release": "app@1.0" } }""")]
    [DataRow("""{ "Sentry": { "Release": "" } }""")]
    [DataRow("""{ "Sentry": { "Release": null, "Dsn": "" } }""")]
    [DataRow("""{ "Sentry": "Release" }""")]
    [DataRow("""{ "Logging": { "Release": "shop@7" } }""")]
    [DataRow("[]")]
    [DataRow("{")]
    public void Settings_that_make_no_difference_are_not_worth_a_word(string settings)
    {
        Assert.AreEqual("app@1.0", Choose(null, settings: settings));

        Assert.IsEmpty(_diagnostics);
    }

    [TestMethod]
    public void Settings_of_one_environment_may_differ()
    {
        _folder.Write("published/appsettings.Production.json", """{ "Sentry": { "Release": "shop@7" } }""");

        Assert.AreEqual("app@1.0", Choose(null, settings: "{}"));

        Assert.IsEmpty(_diagnostics);
    }

    [TestMethod]
    public void Settings_that_agree_with_a_given_name_make_the_assemblys_irrelevant()
    {
        Assert.AreEqual("shop@7", Choose("shop@7", settings: """{ "Sentry": { "Release": "shop@7" } }"""));

        Assert.IsEmpty(_diagnostics);
    }

    [TestMethod]
    public void Code_is_preferred_to_settings()
    {
        Assert.AreEqual("shop@7", Choose("shop@7", code: "options.Release = \"shop@7\";", settings: """{ "Sentry": { "Release": "shop@8" } }"""));

        Assert.IsEmpty(_diagnostics);
    }

    public void Dispose() => _folder.Dispose();

    private string? Choose(string? given, ReleaseNameSource source = ReleaseNameSource.Given, string code = "", string settings = "{}")
    {
        _folder.Write("published/appsettings.json", settings);
        return ReleaseName.Choose(given is null ? null : new ReleaseName(given, source), Application(code), _diagnostics.Add)?.Value;
    }

    private BuiltApplication Application(string code = "") => new(_folder.Write("app.dll", CompiledAssembly.EmitWithSentry(
        "app", $"[assembly: System.Reflection.AssemblyInformationalVersion(\"1.0\")] public class P {{ public static void M(Sentry.SentryOptions options) {{ {code} }} }}")))
    {
        PublishedDirectory = _folder.PathOf("published"),
    };

    private void AssertSaid(Severity severity, Subject? fix, params string[] words)
    {
        var said = _diagnostics.Single();
        Assert.AreEqual("SRM4002", said.Code);
        Assert.AreEqual(severity, said.Severity);
        CollectionAssert.AreEqual(fix is { } subject ? new[] { subject } : [], said.Subjects.ToArray());
        foreach (var word in words)
            Assert.Contains(word, said.Message);
    }
}
