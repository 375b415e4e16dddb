import CCurl

/// Owns one libcurl easy handle, which performs one transfer after another.
///
/// What is the same for every request is set once, when the handle is made; ``prepare(_:)`` sets the rest. Confined to the
/// loop's thread.
final class EasyHandle {
    let easy: UnsafeMutableRawPointer

    /// What it performs now.
    private(set) var transfer: Transfer?

    private let configuration: HTTPConfiguration
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?

    /// What ``headerList`` was made of; nil if it is not whole.
    private var headerSource: HeaderSource?

    /// All that the header lines of a request are made of.
    private struct HeaderSource: Equatable {
        let headers: [HTTPHeader]
        let authorization: Secret?
        let hasBody: Bool
        let authority: String?
    }
    private var connectList: UnsafeMutablePointer<curl_slist>?

    /// A handle set up for `configuration`; nil if memory is short.
    init?(_ configuration: HTTPConfiguration) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.configuration = configuration
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        setUp()
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerList)
        curl_slist_free_all(connectList)
        errorText.deallocate()
    }

    /// The status of the response whose head has arrived.
    var responseCode: Int {
        var code = 0
        fairlead_easy_get_long(easy, CURLINFO_RESPONSE_CODE, &code)
        return code
    }

    /// The announced length of the body, if there is one.
    var contentLength: Int? {
        var length: curl_off_t = -1
        fairlead_easy_get_size(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
        return length < 0 ? nil : Int(length)
    }

    /// What libcurl says of the failure of this transfer.
    func reason(_ code: CURLcode) -> String {
        let text = String(cString: errorText)
        return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    }
}

/// Options that stay.
extension EasyHandle {
    private func set(_ option: CURLoption, _ value: Int) { fairlead_easy_set_long(easy, option, value) }
    private func set(_ option: CURLoption, _ value: String?) { fairlead_easy_set_string(easy, option, value) }

    private func setUp() {
        // Signals belong to the program: without this libcurl uses SIGALRM where names are resolved.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        // A path goes out as it is: libcurl would turn "/a/../b" into "/b".
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_USERAGENT, configuration.userAgent)
        set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.milliseconds)
        set(CURLOPT_HTTP_VERSION, configuration.offersHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        // A request waits for the connection that is being made instead of making one more.
        set(CURLOPT_PIPEWAIT, 1)
        set(CURLOPT_TCP_NODELAY, 1)
        // libcurl retires an idle connection after 118 seconds by default. Keepalive finds out whether it is alive.
        set(CURLOPT_MAXAGE_CONN, 86_400)
        setUpKeepalive()
        setUpTLS()
        setUpProxy()
        fairlead_easy_set_error_buffer(easy, errorText)
        fairlead_easy_set_write_callback(easy, CURLOPT_HEADERFUNCTION, receiveHeader)
        fairlead_easy_set_write_callback(easy, CURLOPT_WRITEFUNCTION, receiveBody)
        fairlead_easy_set_pointer(easy, CURLOPT_PRIVATE, Unmanaged.passUnretained(self).toOpaque())
    }

    private func set(_ option: CURLoption, _ value: Int32) { set(option, Int(value)) }

    private func setUpKeepalive() {
        let seconds = max(1, configuration.deadConnectionTimeout.milliseconds / 1000)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_TCP_KEEPIDLE, seconds)
        set(CURLOPT_TCP_KEEPINTVL, max(1, seconds / 3))
        fairlead_easy_close_sockets_on_exec(easy)
        fairlead_easy_set_socket_callback(easy, prepareSocket)
        // The callback gets the bound in milliseconds in place of a pointer: it needs nothing else.
        let milliseconds = UnsafeMutableRawPointer(bitPattern: configuration.deadConnectionTimeout.milliseconds)
        fairlead_easy_set_pointer(easy, CURLOPT_SOCKOPTDATA, milliseconds)
    }

    private func setUpTLS() {
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        set(CURLOPT_SSL_VERIFYPEER, configuration.verifiesCertificates ? 1 : 0)
        set(CURLOPT_SSL_VERIFYHOST, configuration.verifiesCertificates ? 2 : 0)
        if let authority = configuration.certificateAuthority {
            // Only this authority: the system's own are a default that has to be taken away.
            set(CURLOPT_CAPATH, nil)
            set(CURLOPT_CAINFO, nil)
            set(authority, path: CURLOPT_CAINFO, blob: CURLOPT_CAINFO_BLOB)
        }
        if let certificate = configuration.clientCertificate {
            set(certificate, path: CURLOPT_SSLCERT, blob: CURLOPT_SSLCERT_BLOB)
        }
        if let key = configuration.clientKey {
            set(key, path: CURLOPT_SSLKEY, blob: CURLOPT_SSLKEY_BLOB)
        }
    }

    private func set(_ pem: HTTPConfiguration.PEM, path: CURLoption, blob: CURLoption) {
        switch pem {
        case .file(let file): set(path, file)
        case .text(let text):
            var revealed = text.revealed
            revealed.withUTF8 { bytes in
                _ = fairlead_easy_set_blob(easy, blob, bytes.baseAddress, bytes.count)
            }
        }
    }

    private func setUpProxy() {
        switch configuration.proxy {
        case .environment: break
        case .none: set(CURLOPT_PROXY, "")
        case .url(let url):
            set(CURLOPT_PROXY, url.revealed)
            set(CURLOPT_NOPROXY, "")
        }
    }
}

/// Options of one request.
extension EasyHandle {
    /// Sets the handle up to perform `transfer`.
    ///
    /// - Throws: ``HTTPError`` if its URL or one of its headers cannot be sent.
    func prepare(_ transfer: Transfer) throws(HTTPError) {
        let request = transfer.request
        guard request.url.hasPrefix("https://") || request.url.hasPrefix("http://") else {
            throw transfer.error(.invalidRequest, "it is not for a URL that begins with https:// or http://")
        }
        self.transfer = transfer
        transfer.handle = self
        errorText.pointee = 0
        let authority = setTarget(request)
        setMethod(request)
        try setHeaders(transfer, authority: authority)
        set(CURLOPT_FORBID_REUSE, 0)
        set(CURLOPT_TIMEOUT_MS, request.timeout?.milliseconds ?? 0)
        set(CURLOPT_LOW_SPEED_LIMIT, request.idleTimeout == nil ? 0 : 1)
        set(CURLOPT_LOW_SPEED_TIME, request.idleTimeout.map { max(1, $0.milliseconds / 1000) } ?? 0)
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        fairlead_easy_set_pointer(easy, CURLOPT_HEADERDATA, context)
        fairlead_easy_set_pointer(easy, CURLOPT_WRITEDATA, context)
    }

    /// Prepares for being taken out before its end.
    ///
    /// libcurl 7.88 queues the reset of an HTTP/2 stream and sends it with the next thing that goes over the connection. If nothing
    /// else is under way, that may be never, and the server would go on: then the connection is to be closed. libcurl closes none
    /// that another transfer uses.
    func abandon() {
        set(CURLOPT_FORBID_REUSE, 1)
    }

    /// Lets go of the transfer, and of what was sent with it.
    func release() {
        transfer?.handle = nil
        transfer = nil
        fairlead_easy_set_pointer(easy, CURLOPT_HEADERDATA, nil)
        fairlead_easy_set_pointer(easy, CURLOPT_WRITEDATA, nil)
    }

    /// Returns what the Host header has to be, where it is not what the URL says.
    private func setTarget(_ request: HTTPRequest) -> String? {
        guard let name = configuration.serverName, let parts = Origin.split(request.url), parts.scheme == "https" else {
            set(CURLOPT_URL, request.url)
            return nil
        }
        // libcurl checks the certificate against the URL's host, so the URL gets the name, and the connection the host.
        let (host, port) = Origin.hostAndPort(parts.authority, scheme: parts.scheme)
        set(CURLOPT_URL, "https://\(name):\(port)\(parts.rest)")
        let target = host.contains(":") ? "[\(host)]" : host
        fairlead_easy_set_list(easy, CURLOPT_CONNECT_TO, nil)
        curl_slist_free_all(connectList)
        connectList = curl_slist_append(nil, "::\(target):\(port)")
        fairlead_easy_set_list(easy, CURLOPT_CONNECT_TO, connectList)
        return parts.authority
    }

    private func setMethod(_ request: HTTPRequest) {
        set(CURLOPT_NOBODY, 0)
        if let body = request.body {
            fairlead_easy_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            body.withUnsafeBytes { _ = fairlead_easy_set_body(easy, $0.baseAddress ?? UnsafeRawPointer(errorText)) }
            set(CURLOPT_POST, 1)
            set(CURLOPT_CUSTOMREQUEST, request.method == .post ? nil : request.method.rawValue)
            return
        }
        set(CURLOPT_HTTPGET, 1)
        switch request.method {
        case .get: set(CURLOPT_CUSTOMREQUEST, nil)
        case .head:
            set(CURLOPT_CUSTOMREQUEST, nil)
            set(CURLOPT_NOBODY, 1)
        case .post, .put, .patch, .delete: set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private func setHeaders(_ transfer: Transfer, authority: String?) throws(HTTPError) {
        let request = transfer.request
        let source = HeaderSource(
            headers: request.headers, authorization: request.authorization, hasBody: request.body != nil, authority: authority)
        // One request is much like the one before: mostly the lines are there.
        if headerSource == source { return }
        fairlead_easy_set_list(easy, CURLOPT_HTTPHEADER, nil)
        curl_slist_free_all(headerList)
        headerList = nil
        headerSource = nil
        for header in request.headers {
            guard header.isValid else {
                throw transfer.error(.invalidRequest, "the header \"\(header.name)\" holds a character that no header may")
            }
            append("\(header.name): \(header.value)")
        }
        if let authorization = request.authorization {
            guard HTTPHeader("authorization", authorization.revealed).isValid else {
                throw transfer.error(.invalidRequest, "the credentials hold a character that no header may, such as a line's end")
            }
            append("Authorization: \(authorization.revealed)")
        }
        if let authority { append("Host: \(authority)") }
        // Without a value libcurl leaves it out: waiting for 100 Continue costs a round trip.
        if request.body != nil { append("Expect:") }
        fairlead_easy_set_list(easy, CURLOPT_HTTPHEADER, headerList)
        headerSource = source
    }

    private func append(_ line: String) {
        // A null pointer means that memory is short; the list so far stays valid.
        headerList = curl_slist_append(headerList, line) ?? headerList
    }
}

/// CURLOPT_HEADERFUNCTION.
private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.receive(headerLine: UnsafeRawBufferPointer(start: bytes, count: size &* count))
}

/// CURLOPT_WRITEFUNCTION.
private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.receive(bodyBytes: UnsafeRawBufferPointer(start: bytes, count: size &* count))
}
