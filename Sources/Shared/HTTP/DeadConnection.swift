import CCurl
import Glibc

/// CURLOPT_SOCKOPTFUNCTION: bounds how long what was sent may stay unacknowledged.
///
/// Keepalive alone finds a dead peer only while nothing is under way; after a cable is pulled with a request under way the
/// kernel would go on sending for a quarter of an hour. TCP_USER_TIMEOUT (RFC 5482) bounds both.
func prepareSocket(_ context: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ purpose: curlsocktype) -> Int32 {
    var milliseconds = UInt32(clamping: Int(bitPattern: context))
    // A socket that is not TCP refuses it, and does not need it.
    _ = setsockopt(socket, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &milliseconds, socklen_t(MemoryLayout<UInt32>.size))
    return CURL_SOCKOPT_OK
}
