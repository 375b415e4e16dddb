/// A template that is being run, and where it is.
struct ExecutorFrame {
    let program: Program
    let site: Int32
}
