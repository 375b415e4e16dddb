import CLinux
import Glibc

/// A pipe; its ends are close-on-exec, so that only a child that is given one has it.
package func makePipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw TestError("unable to make a pipe") }
    return (ends[0], ends[1])
}
