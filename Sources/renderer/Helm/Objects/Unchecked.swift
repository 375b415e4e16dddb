/// A reference for a method of the object that holds it.
///
/// A template's values never leave their task, and neither do the methods that a template calls on them; but a function's type
/// says that it could.
struct Unchecked<Reference>: @unchecked Sendable {
    let value: Reference

    init(_ value: Reference) { self.value = value }
}
