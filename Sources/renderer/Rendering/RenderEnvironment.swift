import JSON
import Sprig
import Unix

/// What the functions of one rendering may know of it; worked out only for templates that draw or ask for the time.
struct RenderEnvironment: SprigEnvironment {
    /// A new value of this annotation on a custom resource gives it other random values.
    static let rotationAnnotation = "fairlead.dev/rotate"

    let resource: JSONValue
    /// When the event happened, if that is known.
    let eventTime: Timestamp?
    let stability: RenderStability

    var stableInputs: StableInputs? {
        StableInputs(
            seed: stability.seed, owner: owner, rotation: rotation, now: now,
            allowsUnstableKeys: stability.allowsUnstableKeys)
    }

    /// The uid; what is in no cluster has none, and is told apart by its name.
    private var owner: String {
        let metadata = resource["metadata"]
        if let uid = metadata?["uid"]?.stringValue, !uid.isEmpty { return uid }
        let parts = [resource["apiVersion"], resource["kind"], metadata?["namespace"], metadata?["name"]]
        return parts.map { $0?.stringValue ?? "" }.joined(separator: "/")
    }

    private var rotation: String {
        resource["metadata"]?["annotations"]?[Self.rotationAnnotation]?.stringValue ?? ""
    }

    private var now: StableInputs.Moment? {
        switch stability.time {
        case .creation: creation
        case .event(let unit): eventTime.map { Self.moment($0, cutTo: unit) }
        }
    }

    /// When the resource was created, or rotated where that is a later time; else when the event happened.
    private var creation: StableInputs.Moment? {
        let created = resource["metadata"]?["creationTimestamp"]?.stringValue.flatMap { Timestamp(parsing: $0) }
        guard let start = created ?? eventTime else { return nil }
        let rotated = Timestamp(parsing: rotation) ?? start
        return Self.moment(max(start, rotated), cutTo: 0)
    }

    private static func moment(_ time: Timestamp, cutTo unit: Int64) -> StableInputs.Moment {
        guard unit > 0 else { return .init(seconds: time.seconds, nanoseconds: time.nanoseconds) }
        let remainder = time.seconds % unit
        return .init(seconds: time.seconds - (remainder < 0 ? remainder + unit : remainder))
    }
}
