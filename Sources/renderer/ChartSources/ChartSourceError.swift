import HTTP

/// Why a chart could not be had from where it should come from.
package struct ChartSourceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of thing went wrong.
    package enum Kind: Sendable, Hashable {
        /// The reference or the address cannot be used as it is written.
        case invalidReference
        /// The server has no such chart, version, tag or file.
        case notFound
        /// The server wants credentials, or others.
        case refused
        /// No answer, or one that says that the server cannot answer now.
        case unreachable
        /// What came is not what its digest says, or not what it should be.
        case damaged
        /// What came is larger than its bound.
        case tooLarge
        /// A file of ours cannot be read or written: a password, an authority's certificate, the cache.
        case file
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    /// Whether the same question may well be answered a little later.
    package var isTransient: Bool { kind == .unreachable }

    /// Why a request had no answer.
    init(_ error: HTTPError) {
        switch error.kind {
        case .bodyTooLarge: self.init(.tooLarge, "\(error)")
        case .badCertificate: self.init(.file, "\(error)")
        case .invalidRequest: self.init(.invalidReference, "\(error)")
        // A certificate that is not accepted today may be tomorrow: the last good chart is still good.
        default: self.init(.unreachable, "\(error)")
        }
    }
}
