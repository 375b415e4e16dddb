import TemplateTesting

/// Where our functions answer otherwise than sprig on purpose, each with its reason.
enum IntendedDifferences {
    static let all: [IntendedDifference] = []
}
