using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed partial class SettingHintsTests
{
    [TestMethod]
    public void Every_subject_has_a_sentence_whatever_the_code()
    {
        foreach (var subject in Enum.GetValues<Subject>())
        {
            foreach (var code in typeof(DiagnosticCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!))
                Assert.EndsWith(".", SettingHints.For([subject], code), $"{subject}, {code}");
        }
    }

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
