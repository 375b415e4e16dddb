import Synchronization

/// Remembers what the API server serves, and what it was found not to serve.
final class DiscoveryCache: Sendable {
    /// A group's versions, the preferred one first.
    struct Group: Sendable, Hashable {
        var name: String
        var versions: [String]
    }

    /// What was found out, and when.
    struct Entry<Found: Sendable>: Sendable {
        var found: Found
        var at: ContinuousClock.Instant
    }

    /// How long what was found is believed: a resource may have changed its scope, its verbs, its subresources.
    private static let maximumAge = Duration.seconds(600)

    /// How long "there is no such kind" is believed: one question a second for each group and version at most.
    private static let minimumAge = Duration.seconds(1)

    typealias Resources = Result<[APIResource], KubernetesError>
    typealias Groups = Result<[Group], KubernetesError>

    private struct State {
        var resources: [String: Entry<[APIResource]>] = [:]
        var groups: Entry<[Group]>?
        var askingResources: [String: Task<Resources, Never>] = [:]
        var askingGroups: Task<Groups, Never>?
    }

    private let state = Mutex(State())

    /// The resources of a group and version if they are known.
    ///
    /// - Parameter unsatisfying: They were looked at and lack what is sought, so that only very fresh ones will do.
    func resources(of groupVersion: String, unsatisfying: Bool) -> [APIResource]? {
        let entry = state.withLock { $0.resources[groupVersion] }
        return Self.valid(entry, unsatisfying: unsatisfying)
    }

    /// The groups if they are known.
    func groups(unsatisfying: Bool) -> [Group]? {
        Self.valid(state.withLock { $0.groups }, unsatisfying: unsatisfying)
    }

    private static func valid<Found>(_ entry: Entry<Found>?, unsatisfying: Bool) -> Found? {
        guard let entry else { return nil }
        let age = entry.at.duration(to: .now)
        return age < (unsatisfying ? minimumAge : maximumAge) ? entry.found : nil
    }

    /// Asks for the resources of a group and version; who asks while another asks shares the answer.
    ///
    /// - Returns: nil if the asking task is cancelled.
    func ask(
        _ groupVersion: String, _ question: @escaping @Sendable () async throws(KubernetesError) -> [APIResource]
    ) async -> Resources? {
        let task = state.withLock { state in
            if let asking = state.askingResources[groupVersion] { return asking }
            let task = Task { () -> Resources in
                let answer: Resources
                do throws(KubernetesError) {
                    answer = .success(try await question())
                } catch {
                    answer = .failure(error)
                }
                keep(answer, of: groupVersion)
                return answer
            }
            state.askingResources[groupVersion] = task
            return task
        }
        return await task.valueUnlessCancelled()
    }

    private func keep(_ answer: Resources, of groupVersion: String) {
        state.withLock { state in
            state.askingResources[groupVersion] = nil
            if case .success(let found) = answer {
                state.resources[groupVersion] = Entry(found: found, at: .now)
            }
        }
    }

    /// Asks for the groups; who asks while another asks shares the answer.
    ///
    /// - Returns: nil if the asking task is cancelled.
    func askGroups(_ question: @escaping @Sendable () async throws(KubernetesError) -> [Group]) async -> Groups? {
        let task = state.withLock { state in
            if let asking = state.askingGroups { return asking }
            let task = Task { () -> Groups in
                let answer: Groups
                do throws(KubernetesError) {
                    answer = .success(try await question())
                } catch {
                    answer = .failure(error)
                }
                keep(answer)
                return answer
            }
            state.askingGroups = task
            return task
        }
        return await task.valueUnlessCancelled()
    }

    private func keep(_ answer: Groups) {
        state.withLock { state in
            state.askingGroups = nil
            if case .success(let found) = answer { state.groups = Entry(found: found, at: .now) }
        }
    }

    /// Forgets one group and version, or everything.
    func forget(_ groupVersion: String?) {
        state.withLock { state in
            state.groups = nil
            if let groupVersion { state.resources[groupVersion] = nil } else { state.resources = [:] }
        }
    }
}
