import GoTemplate

/// Marks around the message of `fail` and `required`, by which it is found in the error of the templates around it.
enum Warning {
    private static let start = "HELM_ERR_START"
    private static let end = "HELM_ERR_END"

    static func error(_ message: String) -> FunctionError { FunctionError(start + message + end) }

    /// The message between the marks, if there is one.
    static func message(in text: String) -> String? {
        guard let first = Bytes.first(start.utf8, in: text.utf8), let last = Bytes.last(end.utf8, in: text.utf8) else {
            return nil
        }
        let begin = text.utf8.index(first, offsetBy: start.utf8.count)
        return begin <= last ? String(text[begin..<last]) : nil
    }
}

/// Finds bytes in bytes.
enum Bytes {
    static func first<Text: BidirectionalCollection<UInt8>>(_ wanted: some Collection<UInt8>, in text: Text) -> Text.Index? {
        text.indices.first { text[$0...].starts(with: wanted) }
    }

    static func last<Text: BidirectionalCollection<UInt8>>(_ wanted: some Collection<UInt8>, in text: Text) -> Text.Index? {
        text.indices.reversed().first { text[$0...].starts(with: wanted) }
    }
}
