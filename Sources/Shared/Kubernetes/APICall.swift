import HTTP

/// One request to the API server, as it is meant; who asks and where the server is come in when it is sent.
struct APICall: Sendable {
    /// The HTTP method.
    var method: HTTPRequest.Method
    /// The path and the query.
    var path: ResourcePath
    /// What is being done, for messages: `apply ConfigMap/default/web`.
    var operation: @Sendable () -> String
    /// The media types that are understood.
    var accept = "application/json"
    /// The media type of the body.
    var contentType: String?
    /// The body.
    var body: [UInt8]?
    /// How long it may take; nil: as long as the configuration says.
    var timeout: Duration?
    /// Whether it may be sent again after a lost connection that may have carried it to the server.
    var isIdempotent: Bool
    /// The longest body of a response that is accepted, in bytes.
    var maximumBody = 64 << 20

    init(
        _ method: HTTPRequest.Method, _ path: ResourcePath, operation: @autoclosure @escaping @Sendable () -> String,
        isIdempotent: Bool? = nil
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        self.isIdempotent = isIdempotent ?? method.isIdempotent
    }

    /// Asks for an object's metadata only.
    mutating func acceptMetadata(list: Bool) {
        let kind = list ? "PartialObjectMetadataList" : "PartialObjectMetadata"
        accept = "application/json;as=\(kind);g=meta.k8s.io;v=v1,application/json"
    }
}
