import TestSupport
import Testing
import Unix

@testable import Sprig

@Suite struct TimeZoneTests {
    @Test func filesThatAreBrokenAreRefusedOrReadButNeverATrap() throws {
        var random = SeededGenerator(seed: 17)
        for name in ["Europe/Berlin", "America/New_York", "UTC", "Asia/Kolkata"] {
            let file = try File.read("/usr/share/zoneinfo/\(name)")
            #expect(TimeZone(name: name, file: file) != nil)
            for _ in 0..<2000 {
                var broken = file
                for _ in 0...random.below(4) { broken[random.below(broken.count)] = UInt8(random.below(256)) }
                if random.once(in: 3) { broken.removeLast(random.below(broken.count)) }
                guard let zone = TimeZone(name: name, file: broken) else { continue }
                for seconds in [Int64.min, -1, 0, 1_700_000_000, 5_000_000_000, .max] {
                    let time = GoTime(seconds: seconds, nanoseconds: 0, zone: zone)
                    _ = time.text
                    _ = time.adding(years: 1, months: -5, days: 9).text
                }
            }
        }
    }

    @Test(arguments: [
        "", "CET", "CET-", "CET-1CEST", "CET-1CEST,", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,M13.5.0", "<+03-3", "AB0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,366,1", "CET-1CEST,M3.5.0,M10.5.0/169",
        "CET-1CEST,M3.5.0,M10.5.0x",
    ])
    func rulesThatAreNoneAreRefused(rule: String) {
        #expect((TimeZoneRule(rule.utf8) == nil) == (rule != "CET-1CEST"))
    }

    @Test(arguments: ["../etc/passwd", "/etc/passwd", "Europe/../../etc/passwd", "", "posixrules\0", "tzdata.zi", "Europe"])
    func nothingButZonesIsRead(name: String) {
        let zone = TimeZoneDatabase.shared.zone(named: name)
        #expect(zone == nil || name.isEmpty)
    }
}
