import Kubernetes

extension KubernetesError {
    /// What the API server said, with the managers and fields of a conflict.
    var explanation: String {
        guard let conflicts = status?.conflicts, !conflicts.isEmpty else { return message }
        var fields: [(manager: String, fields: [String])] = []
        for (manager, field) in conflicts {
            if let index = fields.firstIndex(where: { $0.manager == manager }) {
                fields[index].fields.append(field)
            } else {
                fields.append((manager, [field]))
            }
        }
        let list = fields.map { "\"\($0.manager)\" manages \($0.fields.joined(separator: ", "))" }.joined(separator: "; ")
        return "conflict with other field managers: \(list)"
    }
}
