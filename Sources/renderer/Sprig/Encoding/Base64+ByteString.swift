import Encoding
import GoTemplate

extension Base64 {
    /// The text that stands for a text's bytes.
    static func encoded(_ text: ByteString) -> ByteString {
        ByteString(text.withBytes { digits($0) })
    }

    /// The bytes that a text stands for, or at which byte it goes wrong; line breaks are skipped.
    static func decoded(_ text: ByteString) -> Result<ByteString, CorruptInput> {
        text.withBytes { digits in
            do throws(CorruptInput) {
                return .success(ByteString(try bytes(digits)))
            } catch {
                return .failure(error)
            }
        }
    }
}
