import CYaml

/// A YAML event with what a composer needs of it.
enum Event {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(Scalar)
    case sequenceStart(anchor: String?)
    case sequenceEnd
    case mappingStart(anchor: String?)
    case mappingEnd

    /// A scalar as it is written.
    struct Scalar {
        let text: String
        let tag: String?
        /// Whether its text decides what it is: it is plain, or its tag is `!`.
        let isPlain: Bool
        let anchor: String?
    }
}

/// Owns a libyaml parser over a text that outlives it.
struct EventReader: ~Copyable {
    /// Allocated apart, because libyaml keeps pointers into it.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeBufferPointer<UInt8>

    /// Starts at the beginning of the text.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(YAMLFault) {
        self.text = text
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw YAMLFault(.outOfMemory, YAMLMark(line: 1, column: 1))
        }
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// Reads the next event and where it begins.
    mutating func next() throws(YAMLFault) -> (event: Event, mark: YAMLMark) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        return (EventReader.translate(event), EventReader.mark(event.start_mark))
    }

    /// Passes over the next node with all that is in it, which libyaml checks and nobody makes a value of.
    ///
    /// - Parameter maximumDepth: How many collections may lie within each other; libyaml takes the square of their number in time.
    mutating func skipNode(maximumDepth: Int) throws(YAMLFault) {
        var depth = 0
        repeat {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
            switch event.type {
            case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT: depth += 1
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: depth -= 1
            default: break
            }
            let mark = EventReader.mark(event.start_mark)
            yaml_event_delete(&event)
            guard depth <= maximumDepth else { throw YAMLFault(.tooDeep(limit: maximumDepth), mark) }
        } while depth > 0
    }

    private static func translate(_ event: yaml_event_t) -> Event {
        switch event.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias(string(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            return .scalar(
                Event.Scalar(
                    text: text, tag: string(scalar.tag), isPlain: scalar.plain_implicit != 0, anchor: string(scalar.anchor)))
        case YAML_SEQUENCE_START_EVENT: return .sequenceStart(anchor: string(event.data.sequence_start.anchor))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT: return .mappingStart(anchor: string(event.data.mapping_start.anchor))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: return .streamEnd
        }
    }

    private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        text.map { String(decodingCString: $0, as: UTF8.self) }
    }

    private static func mark(_ mark: yaml_mark_t) -> YAMLMark {
        YAMLMark(line: Int(clamping: mark.line) &+ 1, column: Int(clamping: mark.column) &+ 1)
    }

    /// What libyaml says about the last failure.
    private func failure() -> YAMLFault {
        let state = parser.pointee
        guard state.error != YAML_MEMORY_ERROR else { return YAMLFault(.outOfMemory, EventReader.mark(state.mark)) }
        var problem = state.problem.map { String(cString: $0) } ?? "the text is not YAML"
        if let context = state.context.map({ String(cString: $0) }) { problem = "\(problem) \(context)" }
        // A reader's error, of bytes that are no text, is ahead of what has been scanned, and has an offset in place of a mark.
        guard state.error == YAML_READER_ERROR else { return YAMLFault(.syntax(problem), EventReader.mark(state.problem_mark)) }
        let isBytes = state.encoding == YAML_UTF8_ENCODING
        return YAMLFault(.syntax(problem), isBytes ? mark(at: state.problem_offset) : EventReader.mark(state.mark))
    }

    /// The place of a byte of a text in UTF-8.
    private func mark(at offset: Int) -> YAMLMark {
        var (line, column) = (1, 1)
        // A byte order mark is no character.
        var place = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        let end = min(offset, text.count)
        while place < end {
            let lineBreak = LineBreak.length(in: text, at: place)
            if lineBreak > 0 {
                (line, column) = (line + 1, 1)
            } else if text[place] & 0xc0 != 0x80 {
                column += 1
            }
            place += max(lineBreak, 1)
        }
        return YAMLMark(line: line, column: column)
    }
}
