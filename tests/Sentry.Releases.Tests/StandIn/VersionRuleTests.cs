namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class VersionRuleTests
{
    [TestMethod]
    [DataRow("app@1.2.3+abc")]
    [DataRow("1 2 3")]
    [DataRow("a%2Fb")]
    [DataRow("a#b?c")]
    [DataRow("...")]
    [DataRow("latest@1")]
    [DataRow("größe@1 😀")]
    public async Task A_good_name_is_accepted_and_found_by_its_encoded_form(string version)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync(version)).AssertIs(201);
        var answer = await client.GetAsync($"releases/{Uri.EscapeDataString(version)}/");

        answer.AssertIs(200);
        Assert.AreEqual(version, answer.Json.GetProperty("version").GetString());
        Assert.IsEmpty(client.Sentry.Oddities);
    }

    [TestMethod]
    [DataRow("a/b")]
    [DataRow("a\\b")]
    [DataRow("a\nb")]
    [DataRow("a\rb")]
    [DataRow("a\fb")]
    [DataRow("a\tb")]
    [DataRow(".")]
    [DataRow(" .. ")]
    [DataRow("LATEST")]
    [DataRow(" latest ")]
    [DataRow("  ")]
    public async Task A_forbidden_name_is_refused(string version)
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync(version);

        answer.AssertRefused("version", $"Release with name {version} is not allowed");
    }

    [TestMethod]
    public async Task A_name_has_at_most_200_characters_counted_as_code_points()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync(string.Concat(Enumerable.Repeat("😀", 200)))).AssertIs(201);
        (await client.CreateAsync(new string('a', 201)))
            .AssertRefused("version", "Ensure this field has no more than 200 characters.");
    }

    [TestMethod]
    public async Task Outer_white_space_is_stored_verbatim_and_noted()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync(" app@1 ")).AssertIs(201);

        Assert.AreEqual(" app@1 ", client.Sentry.Releases[0].Version);
        Assert.HasCount(1, client.Sentry.Oddities);
    }

    [TestMethod]
    [DataRow("""{"projects": ["web"]}""", """{"version": ["This field is required."]}""")]
    [DataRow("""{"version": null, "projects": ["web"]}""", """{"version": ["This field may not be null."]}""")]
    [DataRow("""{"version": "", "projects": ["web"]}""", """{"version": ["This field may not be blank."]}""")]
    [DataRow("""{"version": true, "projects": ["web"]}""", """{"version": ["Not a valid string."]}""")]
    [DataRow("""{"version": "a@1"}""", """{"projects": ["This field is required."]}""")]
    [DataRow("""{"version": "a@1", "projects": null}""", """{"projects": ["This field may not be null."]}""")]
    [DataRow("""{"version": "a@1", "projects": "web"}""", """{"projects": ["Expected a list of items but got type \"str\"."]}""")]
    [DataRow("{}", """{"version": ["This field is required."], "projects": ["This field is required."]}""")]
    [DataRow("[]", """{"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]}""")]
    public async Task What_is_missing_or_of_another_type_is_named(string body, string errors)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.PostAsync("releases/", body)).AssertIs(400, errors);
    }

    [TestMethod]
    [DataRow("app@1.2.3.4", "app", "1.2.3.4", 4, null)]
    [DataRow("app@1.2.3-rc.1+abc", "app", "1.2.3-rc.1 (abc)", 3, "rc.1")]
    [DataRow("app@1.0rc1", "app", "1.0rc1", 2, "rc1")]
    [DataRow("app@v1.2.3", "app", "v1.2.3", null, null)]
    [DataRow("app@1.2.3.4.5", "app", "1.2.3.4.5", null, null)]
    [DataRow("app@1a1", "app", "1a1", null, null)]
    [DataRow("app@1.0.0-beta.01", "app", "1.0.0-beta.01", null, null)]
    [DataRow("app@2020.05.26-01.38.42", "app", "2020.05.26-01.38.42", null, null)]
    [DataRow("1.2.3", null, "1.2.3", null, null)]
    public async Task A_version_is_read_from_the_name(string version, string? package, string description, int? components, string? pre)
    {
        await using var client = await StandInClient.StartAsync();

        var info = (await client.CreateAsync(version)).Json.GetProperty("versionInfo");

        Assert.AreEqual(package, info.GetProperty("package").GetString());
        Assert.AreEqual(description, info.GetProperty("description").GetString());
        Assert.AreEqual(components is not null, info.GetProperty("version").TryGetProperty("components", out var count));
        if (components is null)
            return;

        Assert.AreEqual(components, count.GetInt32());
        Assert.AreEqual(pre, info.GetProperty("version").GetProperty("pre").GetString());
    }

    [TestMethod]
    public async Task Hexadecimal_of_a_hash_s_length_is_a_build_hash()
    {
        await using var client = await StandInClient.StartAsync();

        var info = (await client.CreateAsync("app@1.2.3+0123456789abcdef0123456789abcdef01234567")).Json.GetProperty("versionInfo");

        Assert.AreEqual("1.2.3 (0123456789ab)", info.GetProperty("description").GetString());
        Assert.AreEqual("0123456789abcdef0123456789abcdef01234567", info.GetProperty("buildHash").GetString());
    }
}
