using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
internal sealed partial class SettingHintsTests
{
    private static IEnumerable<string> Codes => typeof(DiagnosticCodes).GetFields().Select(constant => (string)constant.GetRawConstantValue()!);

    [TestMethod]
    public void Every_subject_has_a_sentence_whatever_the_code()
    {
        foreach (var subject in Enum.GetValues<Subject>())
        {
            foreach (var code in Codes)
                Assert.EndsWith(".", SettingHints.For([subject], code), $"{subject}, {code}");
        }
    }

    [TestMethod]
    [DataRow(Subject.Projects, DiagnosticCodes.Refused, "slugs, not display names")]
    [DataRow(Subject.Token, DiagnosticCodes.Forbidden, "Put such a token")]
    [DataRow(Subject.Timeout, DiagnosticCodes.UnreadableRepository, "SentryReleaseCommitSource=None")]
    [DataRow(Subject.ReleaseName, DiagnosticCodes.NotFound, "Check SentryRelease.")]
    [DataRow(Subject.ReleaseName, DiagnosticCodes.NameRefused, "Change SentryRelease")]
    [DataRow(Subject.ReleaseName, DiagnosticCodes.NameDiffers, "Remove SentryRelease")]
    [DataRow(Subject.Assembly, DiagnosticCodes.NoAssembly, "Build it first")]
    [DataRow(Subject.MobileRelease, DiagnosticCodes.NameDiffers, "option of Sentry's SDK")]
    public void Some_codes_need_a_fix_of_their_own(Subject subject, string code, string fix) =>
        Assert.AreEqual(code, Codes.Single(other => SettingHints.For([subject], other).Contains(fix, StringComparison.Ordinal)));

    [TestMethod]
    public void Every_property_named_in_a_sentence_is_in_the_table()
    {
        var names = Properties.All.Select(property => property.Name).ToList();
        foreach (var subject in Enum.GetValues<Subject>())
        {
            foreach (Match name in PropertyName().Matches(SettingHints.For([subject], DiagnosticCodes.Refused)))
                Assert.Contains(name.Value, names);
        }
    }

    [TestMethod]
    public void The_message_is_completed_with_each_sentence_once()
    {
        var diagnostic = new Diagnostic(
            DiagnosticCodes.NotFound, Severity.Error, "Nothing is there.", Subject.Organization, Subject.Server, Subject.Organization);

        Assert.AreEqual("Nothing is there. Check SentryOrg. Check SentryUrl and the network.", SettingHints.Complete(diagnostic));
    }

    [TestMethod]
    public void A_message_without_a_subject_says_everything_itself() =>
        Assert.AreEqual("Said.", SettingHints.Complete(new Diagnostic(DiagnosticCodes.ShallowClone, Severity.Warning, "Said.")));

    [TestMethod]
    public void A_refusal_of_nothing_in_particular_says_how_to_look_at_the_request() =>
        Assert.Contains("SentryReleaseDryRun=true", SettingHints.For([], DiagnosticCodes.Refused));

    [GeneratedRegex("Sentry[A-Z]\\w+")]
    private static partial Regex PropertyName();
}
