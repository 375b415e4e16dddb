/// An answer of the server.
package struct ServerResponse: Sendable, Equatable {
    /// The status code.
    package let status: Int
    /// The value of `Content-Type`.
    package let contentType: String
    /// The body.
    package let body: String

    package init(status: Int = 200, contentType: String = "text/plain; charset=utf-8", body: String) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    /// The bytes on the wire.
    ///
    /// - Parameters:
    ///   - withBody: Whether the body is sent, which it is not to a HEAD.
    ///   - keepsAlive: Whether the connection stays open.
    func encoded(withBody: Bool, keepsAlive: Bool) -> [UInt8] {
        var head = "HTTP/1.1 \(status) \(ServerResponse.reason(status))\r\n"
        head += "Content-Type: \(contentType)\r\n"
        head += "Content-Length: \(body.utf8.count)\r\n"
        head += "Cache-Control: no-store\r\n"
        head += "X-Content-Type-Options: nosniff\r\n"
        if status == 405 { head += "Allow: GET, HEAD\r\n" }
        if !keepsAlive { head += "Connection: close\r\n" }
        head += "\r\n"
        return Array(head.utf8) + (withBody ? Array(body.utf8) : [])
    }

    /// A status that says nothing but itself.
    static func plain(_ status: Int) -> ServerResponse {
        ServerResponse(status: status, body: "\(status) \(reason(status))\n")
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 400: "Bad Request"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Status"
        }
    }
}
