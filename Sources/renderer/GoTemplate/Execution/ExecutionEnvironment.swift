/// Whatever the functions of a function map need to know about a run, such as a seed or the time of an event.
///
/// The one who renders passes it in the options; a function finds it in its `Execution`.
public protocol ExecutionEnvironment: Sendable {}
