import CCurl

extension HTTPError.Kind {
    /// The meaning of a libcurl result other than `CURLE_OK`, whose text is `reason`.
    init(_ code: CURLcode, reason: String) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: self = .nameNotResolved
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED: self = .connectionFailed
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxyFailed
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            self = .certificateRejected
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
            self = .tlsFailed
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE: self = .badCertificate
        case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_UNKNOWN_OPTION,
            CURLE_OUT_OF_MEMORY:
            self = .invalidRequest
        // Unsupported is what comes back, such as HTTP/0.9: a URL of another scheme is not sent at all.
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_UNSUPPORTED_PROTOCOL: self = .invalidResponse
        case CURLE_FILESIZE_EXCEEDED: self = .bodyTooLarge
        default: self = Self.isRefusal(reason) ? .tlsFailed : .connectionLost
        }
    }

    /// Whether the text of a lost connection tells that the server refused our certificate, or the lack of one.
    ///
    /// With TLS 1.3 (RFC 8446, section 4.4.2.4) that is found out only after the handshake: libcurl then has no code for it
    /// but that receiving failed, and OpenSSL's name of the alert.
    static func isRefusal(_ reason: String) -> Bool {
        guard let alert = reason.firstRange(of: " alert ") else { return false }
        let name = reason[alert.upperBound...]
        return name.contains("certificate") || name.hasPrefix("unknown ca") || name.hasPrefix("access denied")
    }
}
