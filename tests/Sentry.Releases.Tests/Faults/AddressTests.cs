using System.Net;
using System.Net.Sockets;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Servers at unusual addresses work as any.</summary>
[TestClass]
public sealed class AddressTests
{
    [TestMethod]
    [RequiresIPv6]
    public async Task A_server_at_an_IPv6_address_gets_the_release()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Address = IPAddress.IPv6Loopback });
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunCreatedAsync();
    }

    [TestMethod]
    public async Task A_server_below_a_path_gets_the_release()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { BasePath = "/tools/sentry" });
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunCreatedAsync();

        Assert.AreEqual("/tools/sentry/api/0/organizations/acme/releases/", sentry.Requests.Single().PathAndQuery);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RequiresIPv6Attribute : ConditionBaseAttribute
    {
        public RequiresIPv6Attribute()
            : base(ConditionMode.Include) => IgnoreMessage = "Needs IPv6 on loopback.";

        public override bool IsConditionMet => CanListen();

        public override string GroupName => nameof(RequiresIPv6Attribute);

        private static bool CanListen()
        {
            try
            {
                using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
                listener.Start();
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
