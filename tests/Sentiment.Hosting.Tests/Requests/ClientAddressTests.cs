using System.Net;
using Sentiment.Hosting.Requests;

namespace Sentiment.Hosting.Tests.Requests;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    [InlineData("::1", "::")]
    public void Of_Address_IsWhatACustomerHas(string address, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), ClientAddress.Of(IPAddress.Parse(address)));
}
