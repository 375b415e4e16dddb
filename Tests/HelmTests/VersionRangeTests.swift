import TestSupport
import Testing

@testable import Helm

@Suite(.timeLimit(.minutes(5))) struct VersionRangeTests {
    private static let versions = [
        "1.2.3", "v1.2.3", "1.2", "1", "0.0.0", "0.0.3", "0.2.3", "0.2.4", "0.3.0", "1.2.4", "1.3.0", "2.0.0", "2.1.0", "11.1.0",
        "1.2.3-alpha.1", "1.2.3-alpha.beta", "1.2.3-rc.10", "1.2.3-rc.9", "1.2.4-0", "v1.29.0-gke.1", "1.2.3+build", "1.2.3-01",
        "1.x", "", "a.b.c", "1.2.3.4", "99999999999999999999.1.1", "1.02.3", " 1.2.3", "1.2.3-", "1.2.3-a..b", "1.2.3+",
    ]

    private static let ranges = [
        "", "*", "x", "1", "1.2", "1.2.3", "=1.2.3", "v1.2.3", "1.x", "1.2.x", "1.X.3", "!=1.2.3", "!=1.2", "!=1", "!=*",
        "!=1.2.3-rc.9",
        ">1.2.3", ">1.2", ">1", ">*", ">11", "<1.2.3", "<1.2", "<*", ">=1.2.3", ">=1.19", ">=1.19-0", "=>1.2", "<=1.2.3", "<=1.2",
        "<=1",
        "=<1", "<=*", "~1.2.3", "~1.2", "~1", "~*", "~>1.2", "~0", "~0.0", "~0.0.0", "^1.2.3", "^1.2", "^1", "^0.2.3", "^0.2",
        "^0.0.3",
        "^0.0", "^0", "^*", ">=1.2 <2", ">=1.2, <2", ">= 1.2 , < 2.0", "1.2 - 1.4", "1.2.0 - 2", "0.2.3 - 0.3 || ^2", "1.2||2",
        ">=1.2.3-rc.9", ">1.2.3-alpha.1 <1.2.3", "~1.2.3-alpha", "^1.2.3-0", "1.2.3-alpha.1", "> 1.2 - 2", "a", ">>1", "1.2 &",
        "||", "1||",
        ">=1.2<2", "1.2.3.4", "~ 1.2", "^\t1", "1.2 -1.4", "0.2 1.2 - 1.4", ",1", "1,", "1.2.3+build", ">=1.2.3-01",
    ]

    @Test func rangesHoldTheVersionsThatTheyHoldInGo() async throws {
        let expected = try await HelmOracle.shared().versions(Self.versions, within: Self.ranges)
        for (range, answers) in zip(Self.ranges, expected) {
            for (version, isWithin) in zip(Self.versions, answers) {
                #expect(ChartVersions.isVersion(version, within: range) == isWithin, "\(version) within \(range)")
            }
        }
    }
}
