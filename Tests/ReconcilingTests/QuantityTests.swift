import Testing

@testable import Reconciling

@Suite struct QuantityTests {
    @Test(arguments: [
        ("500m", "0.5"), ("1", "1000m"), ("1Gi", "1024Mi"), ("1Ki", "1024"), ("1k", "1000"), ("1e3", "1k"), ("1E3", "1000"),
        ("0", "0m"), ("-1", "-1000m"), ("+2", "2"), ("1.5Gi", "1536Mi"), ("0.0", "-0"), ("100n", "0.1u"), ("1Ei", "1024Pi"),
        (".5", "500m"), ("5.", "5"), ("1e-3", "1m"),
    ])
    func equalAmountsAreEqual(left: String, right: String) throws {
        #expect(try #require(Quantity(parsing: left)) == #require(Quantity(parsing: right)))
    }

    @Test(arguments: [("500m", "0.51"), ("1Gi", "1G"), ("1", "-1"), ("1M", "1m")])
    func differentAmountsAreNot(left: String, right: String) throws {
        #expect(try #require(Quantity(parsing: left)) != #require(Quantity(parsing: right)))
    }

    @Test(arguments: ["", "abc", "1x", "1.2.3", "--1", "1e", "1e999999999999", "Gi", "1 ", String(repeating: "9", count: 100)])
    func whatIsNoAmountIsNone(text: String) {
        #expect(Quantity(parsing: text) == nil)
    }
}
