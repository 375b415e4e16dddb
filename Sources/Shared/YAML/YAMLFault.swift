/// An error before it is known which file it is in.
struct YAMLFault: Error {
    let reason: YAMLError.Reason
    let mark: YAMLMark

    init(_ reason: YAMLError.Reason, _ mark: YAMLMark) {
        self.reason = reason
        self.mark = mark
    }
}
