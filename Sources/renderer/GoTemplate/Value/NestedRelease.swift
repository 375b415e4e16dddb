/// Lists and maps that nobody else holds, on their way to be given back one by one.
///
/// A template can nest lists and maps as deep as it has steps. Each giving back the next within its own `deinit` would take as much stack.
struct NestedRelease {
    private var lists: [GoList] = []
    private var maps: [GoMap] = []

    /// Takes a value that is about to go, if there may be others within it.
    @inline(__always)
    mutating func take(_ value: Value) {
        switch value {
        case .list(let list): lists.append(list)
        case .map(let map): maps.append(map)
        default: return
        }
    }

    /// Gives back all that was taken, and what is within it.
    mutating func finish() {
        while true {
            if var list = lists.popLast() {
                if isKnownUniquelyReferenced(&list) { list.giveUpElements(to: &self) }
            } else if var map = maps.popLast() {
                if isKnownUniquelyReferenced(&map) { map.giveUpEntries(to: &self) }
            } else {
                return
            }
        }
    }
}
