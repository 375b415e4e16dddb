/// How deep values may nest that a function walks through.
///
/// A map can be made to hold itself, which must end; Go's own functions would overflow the stack.
enum Nesting {
    static let maximumDepth = 512
}
