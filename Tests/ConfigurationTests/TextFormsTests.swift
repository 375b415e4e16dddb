import Configuration
import Testing

struct TextFormsTests {
    @Test(arguments: [
        ("0", Duration.zero), ("0s", .zero), ("10m", .seconds(600)), ("1h30m", .seconds(5_400)), ("1.5s", .milliseconds(1_500)),
        (".5s", .milliseconds(500)), ("250ms", .milliseconds(250)), ("2d", .seconds(172_800)), ("1us", .microseconds(1)),
        ("1µs", .microseconds(1)), ("3ns", .nanoseconds(3)), ("1h0m1s", .seconds(3_601)), ("876000h", .seconds(3_153_600_000)),
    ])
    func durationsAreRead(text: String, duration: Duration) {
        #expect(DurationText.parse(text) == duration)
    }

    @Test(arguments: [
        "", "10", "m", "-1s", "+1s", "1 s", "1s ", "1x", "1.s", ".s", "1e3s", "1h30", "١s", "99999999999999999999s",
        "9223372036854775807h",
        "876001h", "0x1s", "1m-1s",
    ])
    func whatIsNoDurationIsRefused(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: [
        (Duration.zero, "0s"), (.seconds(600), "10m"), (.seconds(5_400), "1h30m"), (.milliseconds(1_500), "1.5s"),
        (.seconds(3_601), "1h1s"), (.nanoseconds(5), "0.000000005s"),
    ])
    func durationsAreWrittenAsTheyAreRead(duration: Duration, text: String) {
        #expect(DurationText.text(duration) == text)
        #expect(DurationText.parse(text) == duration)
    }

    @Test(arguments: [
        ("1.21", "v1.21.0"), ("v1.21", "v1.21.0"), ("1.21.0", "v1.21.0"), ("v1.31.0", "v1.31.0"), ("1", "v1.0.0"),
        ("v1.25.3-gke.100+x", "v1.25.3-gke.100+x"), ("1.27+k3s1", "v1.27.0+k3s1"), ("v1.29.0-eks-036c24b", "v1.29.0-eks-036c24b"),
        ("1.021.0", "v1.21.0"), ("1.2.3-0", "v1.2.3-0"), ("1.2.3+a-b.01", "v1.2.3+a-b.01"), ("1.2-rc.1", "v1.2.0-rc.1"),
    ])
    func versionsOfKubernetesAreReadAsByHelm(text: String, version: String) {
        #expect(HelmConfiguration.kubeVersion(parsing: text) == version)
    }

    @Test(arguments: [
        "", "v", "new", "V1.2", "vv1", "1.", "1..2", ".1", "1.2.3.4", "1.2.3-", "1.2.3+", "1.2.3-a..b", "1.2.3-01", "1.2.3-a_b",
        "1.2.3+a+b", "-1", "1.2.x", ">=1.2", "1. 2", "١.٢", "99999999999999999999", "1.2.3-é", "1.2.3-e\u{301}",
    ])
    func whatIsNoVersionOfKubernetesIsRefused(text: String) {
        #expect(HelmConfiguration.kubeVersion(parsing: text) == nil)
    }

    @Test(arguments: [
        ("0", 0), ("4096", 4_096), ("64Ki", 65_536), ("16Mi", 16_777_216), ("1Gi", 1 << 30), ("2Ti", 2 << 40), ("5k", 5_000),
        ("5K", 5_000), ("1M", 1_000_000), ("1G", 1_000_000_000), ("1T", 1_000_000_000_000),
    ])
    func sizesAreRead(text: String, bytes: Int) {
        #expect(ByteSize.parse(text) == bytes)
    }

    @Test(arguments: ["", "Mi", "-1", "1.5Mi", "1 Mi", "1MB", "1mi", "9223372036854775807Ki", "99999999999999999999"])
    func whatIsNoSizeIsRefused(text: String) {
        #expect(ByteSize.parse(text) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", 8080, "127.0.0.1:8080"), (":8080", "", 8080, ":8080"), ("[::1]:0", "::1", 0, "[::1]:0"),
        ("localhost:65535", "localhost", 65_535, "localhost:65535"), ("[fe80::1%eth0]:1", "fe80::1%eth0", 1, "[fe80::1%eth0]:1"),
    ])
    func addressesAreRead(text: String, host: String, port: Int, written: String) {
        let address = ListenAddress(parsing: text)
        #expect(address?.host == host)
        #expect(address.map { Int($0.port) } == port)
        #expect(address?.description == written)
    }

    @Test(arguments: [
        "", "8080", ":", "a:", ":65536", ":-1", "::1:80", "[::1]", "[]:80", "[a]:80", "a b:80", "http://x:80", "é:80", ":٨",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(ListenAddress(parsing: text) == nil)
    }
}
