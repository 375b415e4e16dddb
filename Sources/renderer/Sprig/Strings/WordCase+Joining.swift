import GoTemplate

extension WordCase {
    /// The words in lower case with a connector between them.
    static func joined(_ text: ByteString, with connector: UInt8) -> ByteString {
        text.withBytes { bytes in
            var joiner = Joiner(bytes: bytes, words: WordScanner.words(of: bytes), connector: connector)
            joiner.join()
            return ByteString(joiner.output)
        }
    }

    private struct Joiner {
        let bytes: UnsafeBufferPointer<UInt8>
        let words: [WordScanner.Word]
        let connector: UInt8
        var output: [UInt8] = []
        private var position = 0

        init(bytes: UnsafeBufferPointer<UInt8>, words: [WordScanner.Word], connector: UInt8) {
            self.bytes = bytes
            self.words = words
            self.connector = connector
            output.reserveCapacity(bytes.count + words.count)
        }

        private var kind: WordScanner.Kind { position < words.count ? words[position].kind : .invalid }

        mutating func join() {
            while position < words.count - 1 {
                let previous = words[position]
                if previous.kind != .connector { write(previous) }
                position += 1
                switch previous.kind {
                case .number: followNumber()
                case .connector: write(previous)
                case .punctuation: break
                default: followWord()
                }
            }
            if position < words.count { write(words[position]) }
        }

        /// Letters and digits after a number belong to it.
        private mutating func followNumber() {
            while kind == .letters || kind == .number {
                write(words[position])
                position += 1
            }
            if kind != .invalid { connect() }
        }

        private mutating func followWord() {
            guard kind == .number else { return connect() }
            guard position < words.count - 1 else { return }
            let number = words[position]
            position += 1
            if kind == .letters {
                // A number before small letters begins a word: `HTTP2xx` is `http_2xx`.
                output.append(connector)
                write(number)
                followNumber()
            } else {
                // Otherwise it ends one: `Bld4Floor` is `bld4_floor`.
                write(number)
                connect()
            }
        }

        /// Writes a connector unless the next word is one, or stands for one.
        private mutating func connect() {
            if kind != .connector, kind != .punctuation { output.append(connector) }
        }

        private mutating func write(_ word: WordScanner.Word) {
            let part = UnsafeBufferPointer(rebasing: bytes[word.range])
            guard word.kind == .capitals || word.kind == .connector else {
                output.append(contentsOf: part)
                return
            }
            var offset = 0
            while offset < part.count {
                let character = CodePoints.next(in: part, at: offset)
                offset += character.width
                if WordCase.isConnector(character.scalar) {
                    output.append(connector)
                } else {
                    let isUpper = GoUnicode.isUpper(character.scalar)
                    CodePoints.append(isUpper ? GoUnicode.lower(character.scalar) : character.scalar, to: &output)
                }
            }
        }
    }
}
