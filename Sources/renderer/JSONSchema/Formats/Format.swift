import GoTemplate
import RegularExpressions

/// A format of texts that `format` can ask for; what has another name is a note.
enum Format: String, Sendable {
    case jsonPointer = "json-pointer"
    case relativeJSONPointer = "relative-json-pointer"
    case uuid
    case duration
    case period
    case ipv4
    case ipv6
    case hostname
    case email
    case date
    case time
    case dateTime = "date-time"
    case uri
    case iri
    case uriReference = "uri-reference"
    case iriReference = "iri-reference"
    case uriTemplate = "uri-template"
    case semver
    case regex

    /// Why a text is not of the format; nil if it is.
    func complaint(about text: String) -> String? {
        switch self {
        case .jsonPointer: PointerFormats.pointer(text[...])
        case .relativeJSONPointer: PointerFormats.relative(text)
        case .uuid: IdentifierFormats.uuid(text)
        case .semver: IdentifierFormats.version(text)
        case .duration: TimeFormats.duration(text[...])
        case .period: TimeFormats.period(text)
        case .date: TimeFormats.date(Array(text.utf8)[...])
        case .time: TimeFormats.time(Array(text.utf8)[...])
        case .dateTime: TimeFormats.dateTime(text)
        case .ipv4: AddressFormats.ipv4(text[...])
        case .ipv6: AddressFormats.ipv6(text[...])
        case .hostname: AddressFormats.hostname(text[...])
        case .email: AddressFormats.email(text)
        case .uri: ReferenceFormats.reference(text, isInternational: false, mayBeRelative: false)
        case .iri: ReferenceFormats.reference(text, isInternational: true, mayBeRelative: false)
        case .uriReference: ReferenceFormats.reference(text, isInternational: false, mayBeRelative: true)
        case .iriReference: ReferenceFormats.reference(text, isInternational: true, mayBeRelative: true)
        case .uriTemplate: ReferenceFormats.template(text)
        case .regex: Self.pattern(text)
        }
    }

    private static func pattern(_ text: String) -> String? {
        do throws(FunctionError) {
            _ = try RegularExpression(ByteString(text))
            return nil
        } catch {
            return error.message
        }
    }
}
