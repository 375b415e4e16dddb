import Events

/// Why a custom resource could not be rendered: what is wrong, and where in the templates or in their output.
package struct RenderError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as a sentence without its place. The middle of a very long one, which shows a large value, is left out.
    package var message: String
    /// The template it is in.
    package var template: String?
    /// The line in that template, from 1.
    package var line: Int?
    /// The column in that line, in bytes from 1.
    package var column: Int?
    /// The templates that were being executed, the outermost first. Of very many, the middle is one text that says how many they are.
    package private(set) var stack: [String]
    /// The line of the template with a caret below the place, for people.
    package var excerpt: String?
    /// What a template wrote that cannot be used. It may show what is secret, and so is for the person who renders by hand alone.
    package var output: RejectedOutput?
    /// What objects of the cluster templates had looked up by then.
    package var lookups: Set<SourceKind> = []

    package init(_ message: String, template: String? = nil, line: Int? = nil, column: Int? = nil, stack: [String] = []) {
        self.message = Self.shortened(message)
        self.template = template
        self.line = line
        self.column = column
        self.stack = Self.shortened(stack)
    }

    /// How many templates are kept at both ends of a stack.
    private static let keptFrames = 10
    /// What begins the text in place of those between.
    private static let omission = "… "

    private static func shortened(_ stack: [String]) -> [String] {
        let left = stack.count - 2 * keptFrames
        guard left > 1 else { return stack }
        return stack.prefix(keptFrames) + ["\(omission)\(left) more"] + stack.suffix(keptFrames)
    }

    /// The stack for people, the innermost first, without where the error itself is.
    fileprivate var callers: [String] {
        stack.dropLast().reversed().map { $0.hasPrefix(Self.omission) ? "  \($0)" : "  called from \($0)" }
    }

    /// How many bytes of a message are kept before and behind what is left out.
    private static let keptBytes = (before: 2048, behind: 1024)

    /// A message whose middle is left out if it has more than 4 KiB, with how much that was.
    private static func shortened(_ message: String) -> String {
        let bytes = message.utf8
        guard bytes.count > 4096 else { return message }
        // A cut through a character moves to its beginning.
        var start = bytes.index(bytes.startIndex, offsetBy: keptBytes.before)
        while bytes[start] & 0xC0 == 0x80 { start = bytes.index(before: start) }
        var end = bytes.index(bytes.endIndex, offsetBy: -keptBytes.behind)
        while bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
        let left = bytes.distance(from: start, to: end)
        return "\(message[..<start]) … \(left) bytes left out … \(message[end...])"
    }

    /// `templates/web.yaml.tmpl:12:5: MESSAGE`, as far as the place is known.
    package var description: String {
        guard let template else { return message }
        var place = template
        if let line { place += ":\(line)" }
        if line != nil, let column { place += ":\(column)" }
        return "\(place): \(message)"
    }
}

extension RenderError {
    /// For a person at a terminal: the description, the lines it is about, and which template called which.
    package var explanation: String {
        var lines = [description]
        if let excerpt { lines.append(excerpt) }
        if let shown = output?.excerpt { lines += ["  which wrote:", shown] }
        lines += callers
        return lines.joined(separator: "\n")
    }
}
