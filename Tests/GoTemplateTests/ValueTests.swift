import GoTemplate
import JSON
import Testing

@Suite struct ValueTests {
    private static let types: [(JSONValue, String)] = [
        (.integer(1), "int64"), (1.5, "float64"), ("s", "string"), (true, "bool"), (.array([1]), "[]interface {}"),
        (.object(["a": 1]), "map[string]interface {}"), (.null, "<nil>"),
    ]

    @Test(arguments: types)
    func jsonHasItsGoType(json: JSONValue, type: String) throws {
        #expect(Value(json).type?.description ?? "<nil>" == type)
        #expect(try TemplateSet(#"{{printf "%T" .x}}"#).text("main", ["x": json]) == type)
    }

    @Test func integersCanBeReadAsFloats() {
        let value = Value(["a": [1_000_000]], numbers: .floats)
        guard case .map(let map) = value, case .list(let list)? = map.value(for: "a"),
            case .float(let number, .float64) = list.elements[0]
        else {
            Issue.record("not a map of a list of a float")
            return
        }
        #expect(number == 1e6)
    }

    @Test func mapIsTheSameEachTimeItIsAskedFor() {
        guard case .map(let map) = Value(["a": ["b": 1]]), case .map(let first)? = map.value(for: "a"),
            case .map(let second)? = map.value(for: ByteString("a"))
        else {
            Issue.record("not a map of a map")
            return
        }
        #expect(first === second)
    }

    @Test func mapKeepsManyKeysSortedByBytes() {
        let map = GoMap()
        for number in (0..<40).reversed() { map.set(.int(number), for: .text("k\(number)")) }
        map.set(.int(-1), for: .text("é"))
        map.set(.int(-2), for: .text("Z"))
        map.remove(.text("k7"))
        map.set(.int(100), for: .text("k8"))
        let keys = map.sortedEntries.map(\.key.string)
        #expect(keys.count == 41)
        #expect(keys.first == "Z")
        #expect(keys.last == "é")
        #expect(map.value(for: "k7").map(\.kind) == nil)
        #expect(keys == keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    }

    @Test func changeOfAMapOfJSONKeepsTheOtherEntries() {
        guard case .map(let map) = Value(["b": 1, "a": ["x": 1]]) else { return }
        map.set(.int(5), for: .text("c"))
        map.remove(.text("b"))
        #expect(map.sortedEntries.map(\.key.string) == ["a", "c"])
        #expect(map.count == 2)
    }

    @Test func keysAreComparedByTheirBytes() {
        let map = GoMap([("\u{e9}", .int(1)), ("e\u{301}", .int(2))])
        #expect(map.count == 2)
        #expect(ByteString("\u{e9}") != ByteString("e\u{301}"))
    }

    @Test func byteStringKeepsBytesThatAreNoText() {
        let text = ByteString("héllo")[0..<2]
        #expect(text.bytes == [0x68, 0xC3])
        #expect(text.validText == nil)
        #expect(text.description == "h\u{FFFD}")
        #expect(text < ByteString("hé"))
    }

    @Test(arguments: [
        (
            GoType.function(parameters: [.string, .slice(.any)], isVariadic: true, results: [.string, .error]),
            "func(string, ...interface {}) (string, error)"
        ),
        (.map(key: .string, element: .slice(.pointer(.structure("main.T")))), "map[string][]*main.T"),
        (.array(3, .uint8), "[3]uint8"),
    ])
    func typeIsWrittenAsGoDoes(type: GoType, text: String) {
        #expect(type.description == text)
    }

    @Test func namedAndWrittenOutTypesAreAssignable() {
        let values = GoType.named("chartutil.Values", underlying: .object)
        #expect(values.isAssignable(to: .object))
        #expect(GoType.object.isAssignable(to: values))
        #expect(!GoType.named("other.Values", underlying: .object).isAssignable(to: values))
        #expect(!GoType.int64.isAssignable(to: .named("time.Duration", underlying: .int64)))
        #expect(GoType.int64.isAssignable(to: .any))
    }
}
