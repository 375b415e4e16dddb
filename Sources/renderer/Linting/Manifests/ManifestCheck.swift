import JSON

/// Whether a rendered object is one that Kubernetes would take, as far as that can be told without a cluster.
package enum ManifestCheck {
    /// The largest sum of an object's annotations, in bytes.
    private static let maximumAnnotations = 256 << 10

    /// What is wrong with an object, each as a sentence that begins with where.
    package static func problems(with object: JSONValue) -> [String] {
        let metadata = object["metadata"]
        var problems = identity(of: object)
        problems += labels(metadata?["labels"], "metadata.labels")
        problems += annotations(metadata?["annotations"])
        problems += labels(object["spec"]?["template"]?["metadata"]?["labels"], "spec.template.metadata.labels")
        problems += selector(of: object)
        return problems
    }

    private static func identity(of object: JSONValue) -> [String] {
        var problems: [String] = []
        let apiVersion = object["apiVersion"]?.stringValue ?? ""
        let parts = apiVersion.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 2 || !NameSyntax.isLabel(parts.last ?? "") || (parts.count == 2 && !NameSyntax.isSubdomain(parts[0])) {
            problems.append("apiVersion: \"\(apiVersion)\" is neither a version nor GROUP/VERSION")
        }
        let kind = object["kind"]?.stringValue ?? ""
        if !NameSyntax.isLabel(kind.lowercased()) { problems.append("kind: \"\(kind)\" is no name of a kind") }
        if let name = object["metadata"]?["name"]?.stringValue,
            let form = form(ofNameOf: kind, group: parts.count == 2 ? String(parts[0]) : "", name)
        {
            problems.append("metadata.name: \"\(name)\" is not \(form)")
        }
        if let namespace = object["metadata"]?["namespace"], !namespace.isNull {
            if let text = namespace.stringValue, text.isEmpty || NameSyntax.isLabel(text) { return problems }
            problems.append(
                "metadata.namespace: \(namespace.text()) is no name of a namespace: lower-case letters, digits and hyphens, at most 63"
            )
        }
        return problems
    }

    /// What the name of an object of a kind has to be, where it is not.
    private static func form(ofNameOf kind: String, group: String, _ name: String) -> String? {
        switch (group, kind) {
        case ("rbac.authorization.k8s.io", _): NameSyntax.isPathSegment(name) ? nil : "one segment of a path"
        case ("", "Service"):
            NameSyntax.isLabel(name) && name.utf8.first.map { $0 >= UInt8(ascii: "a") } == true
                ? nil : "a DNS label that begins with a letter: lower-case letters, digits and hyphens, at most 63"
        case ("", "Namespace"): NameSyntax.isLabel(name) ? nil : "a DNS label: lower-case letters, digits and hyphens, at most 63"
        default: NameSyntax.isSubdomain(name) ? nil : "a DNS subdomain: lower-case letters, digits, hyphens and dots, at most 253"
        }
    }

    private static func labels(_ labels: JSONValue?, _ place: String) -> [String] {
        guard let labels, !labels.isNull else { return [] }
        guard let members = labels.objectValue else { return ["\(place): it is not an object"] }
        return members.flatMap { key, value -> [String] in
            var problems: [String] = []
            if !NameSyntax.isQualifiedName(key) { problems.append("\(place): \"\(key)\" is no key of a label") }
            guard let text = value.stringValue else {
                return problems + ["\(place): the value of \"\(key)\" is \(value.text()) and has to be a string: quote it"]
            }
            if !NameSyntax.isLabelValue(text) {
                problems.append(
                    "\(place): the value \"\(text)\" of \"\(key)\" is not at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends"
                )
            }
            return problems
        }
    }

    private static func annotations(_ annotations: JSONValue?) -> [String] {
        guard let annotations, !annotations.isNull else { return [] }
        guard let members = annotations.objectValue else { return ["metadata.annotations: it is not an object"] }
        var size = 0
        var problems = members.flatMap { key, value -> [String] in
            var problems: [String] = []
            // Keys may have upper-case letters in their domain here, which labels may not.
            if !NameSyntax.isQualifiedName(key.lowercased()) {
                problems.append("metadata.annotations: \"\(key)\" is no key of an annotation")
            }
            guard let text = value.stringValue else {
                return problems + [
                    "metadata.annotations: the value of \"\(key)\" is \(value.text()) and has to be a string: quote it"
                ]
            }
            size += key.utf8.count + text.utf8.count
            return problems
        }
        if size > maximumAnnotations {
            problems.append("metadata.annotations: they are \(size) bytes long, more than \(maximumAnnotations)")
        }
        return problems
    }

    /// A workload whose selector does not match its own pods is refused.
    private static func selector(of object: JSONValue) -> [String] {
        guard ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].contains(object["kind"]?.stringValue ?? ""),
            object["apiVersion"]?.stringValue?.hasPrefix("apps/") == true
        else { return [] }
        let wanted = object["spec"]?["selector"]?["matchLabels"]?.objectValue ?? [:]
        let labels = object["spec"]?["template"]?["metadata"]?["labels"]?.objectValue ?? [:]
        if wanted.isEmpty && object["spec"]?["selector"]?["matchExpressions"] == nil { return ["spec.selector: it is empty"] }
        return wanted.filter { labels[$0.key] != $0.value }.map {
            "spec.selector.matchLabels: \"\($0.key)\" is not so in spec.template.metadata.labels"
        }
    }
}
