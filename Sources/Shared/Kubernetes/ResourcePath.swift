/// Builds the paths and queries of the Kubernetes API.
struct ResourcePath: Sendable {
    /// The path so far, escaped.
    private(set) var text: String
    private var hasQuery = false

    /// A path that is known to be right, such as `/version`.
    init(_ path: String) {
        text = path
    }

    /// The path of a resource's objects: `/apis/apps/v1/namespaces/default/deployments`.
    init(_ resource: APIResource, namespace: String?) throws(KubernetesError) {
        text = resource.group.isEmpty ? "/api/" : "/apis/"
        if !resource.group.isEmpty {
            try append(resource.group, what: "API group", of: resource)
            text += "/"
        }
        try append(resource.version, what: "API version", of: resource)
        text += "/"
        if resource.namespaced, let namespace {
            text += "namespaces/"
            try append(namespace, what: "namespace", of: resource)
            text += "/"
        }
        try append(resource.plural, what: "resource", of: resource)
    }

    /// The path of one object, or of something below it.
    init(_ resource: APIResource, namespace: String?, name: String, subresource: String? = nil) throws(KubernetesError) {
        if resource.namespaced, namespace == nil {
            throw KubernetesError(
                "\(resource.kind)/\(name)", .invalidRequest("its objects live in namespaces, and none is given"))
        }
        try self.init(resource, namespace: namespace)
        text += "/"
        try append(name, what: "name", of: resource)
        if let subresource {
            text += "/"
            try append(subresource, what: "subresource", of: resource)
        }
    }

    /// Adds `name=value` to the query.
    mutating func query(_ name: String, _ value: String) {
        text += hasQuery ? "&" : "?"
        hasQuery = true
        text += name
        text += "="
        Self.escape(value, into: &text)
    }

    /// Adds `name=value` to the query if there is a value.
    mutating func query(_ name: String, _ value: String?) {
        if let value { query(name, value) as Void }
    }

    /// Appends one segment of a path.
    ///
    /// As in Kubernetes, no segment is empty, `.` or `..`, and none holds a `/` or `%`: an empty name would turn the deletion
    /// of an object into the deletion of all.
    private mutating func append(_ segment: String, what: String, of resource: APIResource) throws(KubernetesError) {
        let isBad = segment.isEmpty || segment == "." || segment == ".." || segment.utf8.contains { $0 == 0x2F || $0 == 0x25 }
        if isBad {
            throw KubernetesError("\(resource)", .invalidRequest("\"\(segment)\" cannot be the \(what) of an object"))
        }
        Self.escape(segment, into: &text)
    }

    /// Appends `value` with everything escaped but what RFC 3986 calls unreserved.
    static func escape(_ value: String, into text: inout String) {
        if value.utf8.allSatisfy(isUnreserved) {
            text += value
            return
        }
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        for byte in value.utf8 {
            if isUnreserved(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text.unicodeScalars.append("%")
                text.unicodeScalars.append(digits[Int(byte >> 4)])
                text.unicodeScalars.append(digits[Int(byte & 15)])
            }
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
