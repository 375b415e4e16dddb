import JSON

extension Owner {
    /// The marks of an ApplySet parent (KEP-3659), as they stand on the custom resource.
    package struct ApplySet: ObjectWritable, Sendable, Hashable {
        /// The label `applyset.kubernetes.io/id`.
        package let id: String
        /// The annotation `applyset.kubernetes.io/tooling`: `<field manager>/<version>`.
        package let tooling: String
        /// The annotation `applyset.kubernetes.io/contains-group-kinds`: `Kind.group` each.
        package let groupKinds: [String]
        /// The annotation `applyset.kubernetes.io/additional-namespaces`.
        package let additionalNamespaces: [String]

        package init(id: String, tooling: String, groupKinds: [String], additionalNamespaces: [String]) {
            self.id = id
            self.tooling = tooling
            self.groupKinds = groupKinds
            self.additionalNamespaces = additionalNamespaces
        }

        /// The label of a parent with its id.
        package static let idLabel = "applyset.kubernetes.io/id"
        /// The annotation of a parent that says which tool manages it.
        package static let toolingAnnotation = "applyset.kubernetes.io/tooling"
        /// The annotation of a parent that lists its members' kinds.
        package static let groupKindsAnnotation = "applyset.kubernetes.io/contains-group-kinds"
        /// The annotation of a parent that lists its members' namespaces other than its own.
        package static let additionalNamespacesAnnotation = "applyset.kubernetes.io/additional-namespaces"

        init(data: RawJSON) throws(EventError) {
            let fields = try PayloadFields(data)
            id = try fields.string("id")
            tooling = try fields.optionalString("tooling") ?? ""
            groupKinds = try fields.strings("groupKinds")
            additionalNamespaces = try fields.strings("additionalNamespaces")
        }

        package func write(to text: inout JSONObjectText) {
            text.append("id", id)
            text.append("tooling", tooling)
            text.append("groupKinds", groupKinds)
            text.append("additionalNamespaces", additionalNamespaces)
        }
    }
}
