/// Why and where a text is not the YAML that Kubernetes reads.
package struct YAMLError: Error, Sendable, Hashable {
    /// What is wrong.
    package enum Reason: Sendable, Hashable {
        /// The text breaks the grammar; the explanation is libyaml's.
        case syntax(String)
        /// A mapping has a key twice.
        case duplicateKey(String)
        /// An alias names an anchor that does not stand before it in the document.
        case unknownAnchor(String)
        /// An alias stands within the node that it names.
        case anchorContainsItself(String)
        /// `<<` has a value that is neither a mapping nor a sequence of mappings.
        case invalidMerge
        /// A key that no string stands for: a sequence, a mapping, null or an integer beyond 64 bits with a sign.
        case invalidKey(String)
        /// A value that no JSON value stands for: infinity or not a number.
        case unrepresentable(String)
        /// A scalar that is not what its tag says.
        case wrongTag(value: String, tag: String)
        /// A scalar tagged `!!binary` that is not base64.
        case invalidBinary
        /// More than `limit` sequences and mappings within each other.
        case tooDeep(limit: Int)
        /// More than `limit` bytes.
        case tooLarge(limit: Int)
        /// Aliases that expand to far more than the document itself.
        case excessiveAliasing
        /// Not exactly one document.
        case documentCount(Int)
        /// No memory is left to parse with.
        case outOfMemory
    }

    /// The file that was read, if it is one.
    package let file: String?
    /// The line, from 1.
    package let line: Int
    /// The column in characters, from 1.
    package let column: Int
    /// What is wrong.
    package let reason: Reason

    /// Creates an error.
    package init(_ reason: Reason, file: String? = nil, line: Int, column: Int) {
        self.reason = reason
        self.file = file
        self.line = line
        self.column = column
    }
}

extension YAMLError: CustomStringConvertible {
    /// The place and the reason: `pipeline.yaml:3:7: key "name" is there twice`.
    package var description: String {
        guard let file else { return "line \(line), column \(column): \(reason)" }
        return "\(file):\(line):\(column): \(reason)"
    }
}

extension YAMLError.Reason: CustomStringConvertible {
    /// The reason as a part of a sentence.
    package var description: String {
        switch self {
        case .syntax(let problem): problem
        case .duplicateKey(let key): "key \"\(key)\" is there twice"
        case .unknownAnchor(let name): "there is no anchor \"\(name)\" before this alias"
        case .anchorContainsItself(let name): "the value of anchor \"\(name)\" contains itself"
        case .invalidMerge: "the value of \"<<\" must be a mapping or a sequence of mappings"
        case .invalidKey(let kind): "a key must be a string, a number or a boolean, not \(kind)"
        case .unrepresentable(let value): "\(value) has no counterpart in JSON"
        case .wrongTag(let value, let tag): "\"\(value)\" is not of type \(tag)"
        case .invalidBinary: "the value of type !!binary is not base64"
        case .tooDeep(let limit): "sequences and mappings lie more than \(limit) deep"
        case .tooLarge(let limit): "the text has more than \(limit) bytes"
        case .excessiveAliasing: "aliases expand to far more than the document itself"
        case .documentCount(let count): "expected one document, found \(count == 0 ? "none" : String(count))"
        case .outOfMemory: "no memory is left"
        }
    }
}
