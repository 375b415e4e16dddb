/// Which fields of the schema templates read.
struct FieldReads {
    private var read: Set<String> = []
    /// Fields that are handed on as a whole, so that all below them counts as read.
    private var whole: Set<String> = []

    mutating func note(_ node: SchemaNode) {
        if node.owner == .definition { read.insert(node.path) }
        if let field = node.field { note(field) }
    }

    mutating func noteWhole(_ node: SchemaNode) {
        if let field = node.field { noteWhole(field) }
        guard node.owner == .definition else {
            // Fields of the custom resource may lie below.
            for property in node.properties.values { noteWhole(property) }
            return
        }
        read.insert(node.path)
        whole.insert(node.path)
    }

    /// The fields that users have to give and no template reads; below an unread one none is told.
    func unread(below node: SchemaNode) -> [SchemaNode] {
        if whole.contains(node.path) { return [] }
        var unread: [SchemaNode] = []
        for name in node.required.sorted() {
            guard let field = node.properties[name], !field.hasDefault else { continue }
            if !isTouched(field) { unread.append(field) }
        }
        let touched = node.properties.sorted { $0.key < $1.key }.map(\.value) + [node.items, node.additional].compactMap { $0 }
        return unread + touched.filter(isTouched).flatMap { self.unread(below: $0) }
    }

    /// Whether the field or anything below it is read.
    private func isTouched(_ node: SchemaNode) -> Bool {
        if read.contains(node.path) { return true }
        return read.contains { $0.hasPrefix(node.path) && [".", "["].contains($0.dropFirst(node.path.count).first) }
    }
}
