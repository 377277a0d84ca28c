using LogPlatform.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace LogPlatform.Silo.Tests.Hosting;

/// <summary>What a silo tells Orleans that nobody has told it.</summary>
public sealed class OrleansDefaultsTests
{
    [Fact]
    public void AColorIsEnoughToNameTheClusterAndItsStores()
    {
        var orleans = Configure(("LogPlatform:Silo:Color", "green"), ("ConnectionStrings:redis", "10.0.0.9:6379"));

        orleans["ClusterId"].ShouldBe("green");
        orleans["ServiceId"].ShouldBe("logplatform-green");
        orleans["Clustering:ProviderType"].ShouldBe("Redis");
        orleans["GrainStorage:Default:ProviderType"].ShouldBe("Redis");
        orleans["Name"].ShouldBe($"green-{Environment.MachineName}-{orleans["Endpoints:SiloPort"]}");
        orleans.GetValue<int>("Endpoints:SiloPort").ShouldBePositive();
        orleans.GetValue<int>("Endpoints:GatewayPort").ShouldBePositive();
        orleans["Endpoints:SiloPort"].ShouldNotBe(orleans["Endpoints:GatewayPort"]);
        orleans["Endpoints:AdvertisedIPAddress"].ShouldBeNull();
    }

    [Fact]
    public void WhatTheOrleansSectionSaysComesFirst()
    {
        var orleans = Configure(
            ("Orleans:ClusterId", "blue"),
            ("Orleans:ServiceId", "shop"),
            ("Orleans:Clustering:ProviderType", "Redis"),
            ("Orleans:Clustering:ServiceKey", "members"),
            ("Orleans:Endpoints:SiloPort", "11111"),
            ("LogPlatform:Silo:SiloPort", "22222"),
            ("LogPlatform:Silo:GatewayPort", "33333"));

        orleans["ClusterId"].ShouldBe("blue");
        orleans["ServiceId"].ShouldBe("shop");
        orleans["Clustering:ServiceKey"].ShouldBe("members");
        orleans["Endpoints:SiloPort"].ShouldBe("11111");
        orleans["Endpoints:GatewayPort"].ShouldBe("33333");
    }

    [Theory]
    [InlineData("redis", "localhost:6379", "127.0.0.1")]
    [InlineData("redis", "127.0.0.1:6379,ssl=false", "127.0.0.1")]
    [InlineData("redis", "127.0.0.1:6379,10.0.0.9:6379", null)]
    [InlineData("members", "localhost:6379", "127.0.0.1")]
    public void WhereRedisIsOnThisMachineTheSiloIsForThisMachineOnly(string key, string redis, string? address) =>
        Configure(("LogPlatform:Silo:Color", "blue"), ("Orleans:Clustering:ServiceKey", key), ($"ConnectionStrings:{key}", redis))["Endpoints:AdvertisedIPAddress"].ShouldBe(address);

    [Theory]
    [InlineData(null, null, "is not set")]
    [InlineData("blue", "green", "must name the same color")]
    [InlineData(null, "production", "must name the same color")]
    [InlineData("blue", "production", "must name the same color")]
    [InlineData("None", null, "is not set")]
    public void ASiloWithoutOneColorDoesNotStart(string? color, string? cluster, string why) =>
        Should.Throw<ArgumentException>(() => Configure(("LogPlatform:Silo:Color", color), ("Orleans:ClusterId", cluster))).Message.ShouldContain(why);

    private static IConfigurationSection Configure(params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.AddOrleansDefaults();
        return builder.Configuration.GetSection("Orleans");
    }
}
