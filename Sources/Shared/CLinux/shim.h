// What Linux has and Swift's Glibc module leaves out: it is built without _GNU_SOURCE, so that these stay undeclared.
#ifndef FAIRLEAD_CLINUX_SHIM_H
#define FAIRLEAD_CLINUX_SHIM_H

#include <pthread.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// Accepts a connection close-on-exec in one step: with accept(2) and fcntl(2), a child started in between would inherit it.
int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);

// As pipe(2) and mkstemp(3), close-on-exec from the start for the flag O_CLOEXEC: a child started at the same moment inherits nothing.
int pipe2(int ends[2], int flags);
int mkostemp(char *template, int flags);

// Gives the C heap's free pages back to the kernel.
int malloc_trim(size_t pad);

// Names a thread, for people who look at it in ps or a debugger.
int pthread_setname_np(pthread_t thread, const char *name);

// An enumeration in C, which Swift would import as a type of its own.
static inline int fairlead_eventfd(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

// A local stream socket, close-on-exec.
static inline int fairlead_unix_stream_socket(void) {
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

// Accepts a connection that is close-on-exec and does block.
static inline int fairlead_accept(int socket) {
    return accept4(socket, 0, 0, SOCK_CLOEXEC);
}

#endif
