#ifndef FAIRLEAD_CCURL_SHIM_H
#define FAIRLEAD_CCURL_SHIM_H

#include <curl/curl.h>
#include <sys/socket.h>

// Swift cannot call C's variadic functions, and curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are all three.
// Below is one wrapper for each type of argument that we pass. The options themselves keep libcurl's names.

/// Options that take a `long`: switches, limits, times.
static inline CURLcode fairlead_easy_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

/// Options that take a `curl_off_t`, which is wider than a `long` on some systems: CURLOPT_POSTFIELDSIZE_LARGE.
static inline CURLcode fairlead_easy_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/// Options that take a string. libcurl copies it; a null pointer restores the option's default or takes it away.
static inline CURLcode fairlead_easy_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/// CURLOPT_COPYPOSTFIELDS: bytes, not a string, although the type is `char *`. Set CURLOPT_POSTFIELDSIZE_LARGE before it.
static inline CURLcode fairlead_easy_set_body(CURL *easy, const void *bytes) {
    return curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes);
}

/// Options that take a pointer which libcurl hands back unread: CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PRIVATE.
static inline CURLcode fairlead_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

/// Options that take a list. libcurl does not copy it: it has to live until the transfer is over.
static inline CURLcode fairlead_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

/// Options that take a block of memory (certificates and keys). With CURL_BLOB_COPY, which we use, libcurl keeps a copy.
static inline CURLcode fairlead_easy_set_blob(CURL *easy, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {.data = (void *)bytes, .len = count, .flags = CURL_BLOB_COPY};
    return curl_easy_setopt(easy, option, &blob);
}

/// CURLOPT_ERRORBUFFER: at least CURL_ERROR_SIZE bytes, which live as long as the handle uses them.
static inline CURLcode fairlead_easy_set_error_buffer(CURL *easy, char *buffer) {
    return curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, buffer);
}

/// CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION: the type of a function pointer has to be exact in a variadic call.
typedef size_t (*fairlead_write_callback)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode fairlead_easy_set_write_callback(CURL *easy, CURLoption option, fairlead_write_callback callback) {
    return curl_easy_setopt(easy, option, callback);
}

/// CURLOPT_SOCKOPTFUNCTION: called with each socket before it is connected.
typedef int (*fairlead_socket_callback)(void *context, curl_socket_t socket, curlsocktype purpose);
static inline CURLcode fairlead_easy_set_socket_callback(CURL *easy, fairlead_socket_callback callback) {
    return curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, callback);
}

/// CURLOPT_OPENSOCKETFUNCTION as libcurl's own, but no program that is started inherits the socket: a child that runs on would keep the
/// connection open after we have closed it. libcurl 7.88 has no option for that.
static inline curl_socket_t fairlead_open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)context;
    (void)purpose;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
static inline CURLcode fairlead_easy_close_sockets_on_exec(CURL *easy) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, fairlead_open_socket);
}

/// CURLINFO values that are a `long`: CURLINFO_RESPONSE_CODE, CURLINFO_NUM_CONNECTS, CURLINFO_OS_ERRNO.
static inline CURLcode fairlead_easy_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

/// CURLINFO values that are a pointer of ours: CURLINFO_PRIVATE.
static inline CURLcode fairlead_easy_get_pointer(CURL *easy, CURLINFO info, void **value) {
    return curl_easy_getinfo(easy, info, value);
}

/// CURLINFO values that are a `curl_off_t`: CURLINFO_CONTENT_LENGTH_DOWNLOAD_T.
static inline CURLcode fairlead_easy_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

/// Options of the multi handle that take a `long`.
static inline CURLMcode fairlead_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/// CURLMsg keeps its result in a C union, which Swift does not import by name.
static inline CURLcode fairlead_message_result(const CURLMsg *message) {
    return message->data.result;
}

#endif
