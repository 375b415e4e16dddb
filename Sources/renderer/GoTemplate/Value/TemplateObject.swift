public import JSON

/// A value of a Go type with a name of its own: a struct with fields and methods, or another type with methods.
///
/// ```swift
/// final class Greeting: TemplateObject {
///     let type = GoType.structure("main.Greeting")
///     var fields: [(name: String, value: Value)] { [("Text", .text("hello"))] }
/// }
/// // {{ .Text }} prints hello
/// ```
public protocol TemplateObject: AnyObject {
    /// The type, such as `.structure("main.Greeting")`, `.pointer(...)` of it, or `.named("time.Duration", underlying: .int64)`.
    var type: GoType { get }

    /// Whether this is a nil pointer.
    var isNil: Bool { get }

    /// The struct's exported fields in order, for printing.
    var fields: [(name: String, value: Value)] { get }

    /// What the value is apart from its name and methods; nil for a struct.
    var underlying: Value? { get }

    /// What the `String` or `Error` method answers, if the type has one: how the value is printed.
    var text: ByteString? { get }

    /// What encoding/json makes of the value where the type or its fields' tags say so; nil for the plain way, by
    /// `underlying` or by the fields.
    var json: JSONValue? { get }

    /// The value of an exported field.
    func field(_ name: String) -> Value?

    /// How a method is called, or nil if there is none of the name.
    func method(_ name: String) -> Function?
}

extension TemplateObject {
    /// It is not.
    public var isNil: Bool { false }
    /// None.
    public var fields: [(name: String, value: Value)] { [] }
    /// None: a struct.
    public var underlying: Value? { nil }
    /// None: it is printed by its fields or what it is underneath.
    public var text: ByteString? { nil }
    /// None: it is encoded the plain way.
    public var json: JSONValue? { nil }
    /// The field of `fields` with the name.
    public func field(_ name: String) -> Value? { fields.first { $0.name == name }?.value }
    /// None.
    public func method(_ name: String) -> Function? { nil }
}
