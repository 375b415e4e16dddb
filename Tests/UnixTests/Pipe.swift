import Glibc
import Unix

/// A pipe's two ends.
func makePipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw UnixError(errno, unableTo: "make a pipe") }
    return (ends[0], ends[1])
}
