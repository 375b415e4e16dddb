/// A response with its whole body.
package struct HTTPResponse: Sendable {
    /// The status code: 200.
    package let status: Int
    /// The headers.
    package let headers: HTTPHeaders
    /// The body; empty if there was none.
    package let body: [UInt8]

    /// A response of these parts.
    package init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether the status is one of success: 200 to 299.
    package var isSuccess: Bool { (200..<300).contains(status) }
}
