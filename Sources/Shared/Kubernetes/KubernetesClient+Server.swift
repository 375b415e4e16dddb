import HTTP
import JSON

extension KubernetesClient {
    /// The API server's version: `v1.30.2`.
    package func serverVersion() async throws(KubernetesError) -> String {
        let call = APICall(.get, ResourcePath("/version"), operation: "ask for the server's version")
        let response = try await perform(call)
        do throws(JSONError) {
            return try RawJSON(unchecked: response.body[...]).find("gitVersion")?.string ?? ""
        } catch {
            throw KubernetesError(call.operation(), .invalidResponse("\(error)"))
        }
    }
}
