/// The numbers of the templates in a set, by name. A number never changes, so that programs can be kept when templates
/// are added or replaced.
struct TemplateNames: Sendable {
    private(set) var names: [String] = []
    private var numbers: [ByteString: Int32] = [:]

    /// The number of a name that was met before.
    subscript(name: String) -> Int32? { numbers[ByteString(name)] }

    /// The number of a name, a new one if need be.
    mutating func number(of name: String) -> Int32 {
        let key = ByteString(name)
        if let known = numbers[key] { return known }
        let number = Int32(names.count)
        names.append(name)
        numbers[key] = number
        return number
    }
}
