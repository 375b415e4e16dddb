import JSON

/// A value that equals another if JSON Schema says so: numbers by what they are worth, objects regardless of their order.
struct ExactValue: Sendable, Hashable {
    let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    static func == (left: ExactValue, right: ExactValue) -> Bool { areEqual(left.value, right.value) }

    private static func areEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): return left == right
        case (.number(let left), .number(let right)) where left.text == right.text: return true
        case (.integer, .number), (.number, .integer), (.number, .number): return ExactNumber(left) == ExactNumber(right)
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { areEqual($0, $1) }
        case (.object(let left), .object(let right)):
            guard left.count == right.count else { return false }
            return left.allSatisfy { key, value in right[key].map { areEqual(value, $0) } ?? false }
        default: return left == right
        }
    }

    func hash(into hasher: inout Hasher) { Self.hash(value, into: &hasher) }

    private static func hash(_ value: JSONValue, into hasher: inout Hasher) {
        switch value {
        case .integer, .number: hasher.combine(ExactNumber(value))
        case .array(let elements):
            hasher.combine(elements.count)
            for element in elements { hash(element, into: &hasher) }
        case .object(let object):
            hasher.combine(object.count)
            for member in object.sortedByKey() {
                for byte in member.key.utf8 { hasher.combine(byte) }
                hash(member.value, into: &hasher)
            }
        default: hasher.combine(value)
        }
    }
}
