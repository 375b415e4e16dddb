import Glibc
import HTTP
import JSON
import Unix

extension ClientConfiguration {
    /// Finds out where the API server is, in the order of controller-runtime.
    ///
    /// 1. The file `kubeconfig`, if one is given. 2. The files in the environment variable KUBECONFIG, merged. 3. In a pod: its
    /// service account. 4. `~/.kube/config`.
    ///
    /// - Parameters:
    ///   - kubeconfig: A kubeconfig file.
    ///   - context: The context to use instead of the current one.
    ///   - environment: Looks up an environment variable.
    /// - Throws: ``KubernetesError`` with the cause `configuration`, which names the file and the setting.
    package static func load(
        kubeconfig: String? = nil, context: String? = nil,
        environment: (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
    ) throws(KubernetesError) -> ClientConfiguration {
        if let kubeconfig, !kubeconfig.isEmpty {
            return try Kubeconfig(reading: [kubeconfig], mustExist: true).configuration(context: context)
        }
        let named = environment("KUBECONFIG") ?? ""
        let paths = named.split(separator: ":").map(String.init)
        if !paths.isEmpty {
            let found = try Kubeconfig(reading: paths, mustExist: false)
            if found.files.isEmpty {
                throw KubernetesError(
                    "read the kubeconfig", .configuration("none of the files in KUBECONFIG exists: \"\(named)\""))
            }
            return try found.configuration(context: context)
        }
        if context == nil, let pod = try inCluster(environment: environment) { return pod }
        if let home = environment("HOME"), !home.isEmpty {
            let found = try Kubeconfig(reading: ["\(home)/.kube/config"], mustExist: false)
            if !found.isEmpty { return try found.configuration(context: context) }
        }
        throw KubernetesError(
            "find the cluster",
            .configuration("there is no --kubeconfig, no KUBECONFIG, no service account of a pod and no ~/.kube/config"))
    }

    /// What a pod has: the server in its environment, its service account's token, authority and namespace.
    ///
    /// - Parameters:
    ///   - directory: Where the service account is mounted.
    ///   - environment: Looks up an environment variable.
    /// - Returns: nil if this is no pod, or one without a service account.
    package static func inCluster(
        directory: String = "/var/run/secrets/kubernetes.io/serviceaccount",
        environment: (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
    ) throws(KubernetesError) -> ClientConfiguration? {
        guard let host = environment("KUBERNETES_SERVICE_HOST"), !host.isEmpty,
            let port = environment("KUBERNETES_SERVICE_PORT"), !port.isEmpty,
            (try? FileStatus(of: "\(directory)/token")) != nil
        else { return nil }
        var connection = HTTPConfiguration()
        if (try? FileStatus(of: "\(directory)/ca.crt")) != nil {
            connection.certificateAuthority = .file("\(directory)/ca.crt")
        }
        let namespace = (try? File.read("\(directory)/namespace", maximumBytes: 4096)).map { bytes in
            String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
        }
        return ClientConfiguration(
            server: "https://\(host.contains(":") ? "[\(host)]" : host):\(port)", connection: connection,
            authentication: .tokenFile("\(directory)/token", fallback: nil),
            namespace: namespace.flatMap { $0.isEmpty ? nil : $0 } ?? "default", identity: "the pod's service account",
            source: "the pod's service account")
    }
}

extension Kubeconfig {
    /// What a context means.
    ///
    /// - Parameter context: Its name; nil for the current one.
    func configuration(context wanted: String?) throws(KubernetesError) -> ClientConfiguration {
        let place = files.joined(separator: ", ")
        guard let name = wanted ?? currentContext else {
            throw Self.problem("\(place): there is no current-context; name one of \(Self.names(contexts))")
        }
        guard let context = contexts[name] else {
            throw Self.problem("\(place): there is no context \"\(name)\"; there are \(Self.names(contexts))")
        }
        try context.check(texts: ["cluster", "user", "namespace"])
        let clusterName = context.text("cluster") ?? ""
        guard let cluster = clusters[clusterName] else {
            throw context.problem("cluster", "names \"\(clusterName)\", which is not there; there are \(Self.names(clusters))")
        }
        let userName = context.text("user") ?? ""
        let user = users[userName]
        if user == nil, !userName.isEmpty {
            throw context.problem("user", "names \"\(userName)\", which is not there; there are \(Self.names(users))")
        }
        try Self.check(cluster: cluster, user: user)
        guard let server = cluster.text("server") else { throw cluster.problem("server", "is missing") }
        guard server.hasPrefix("https://") || server.hasPrefix("http://") else {
            throw cluster.problem("server", "is \"\(server)\", which is no URL that begins with https:// or http://")
        }
        let authentication = try user.map { user throws(KubernetesError) in try Self.authentication(user, cluster) } ?? .none
        let connection = try Self.connection(cluster, user)
        let way = connection.clientCertificate != nil && authentication == .none ? "client certificate" : authentication.name
        return ClientConfiguration(
            server: server, connection: connection, authentication: authentication,
            impersonation: try user.flatMap { user throws(KubernetesError) in try Self.impersonation(user) },
            namespace: context.text("namespace") ?? "default",
            identity: userName.isEmpty ? "nobody (the context has no user)" : "user \"\(userName)\" (\(way))",
            source: "context \"\(name)\" of \(place)")
    }

    private static func check(cluster: KubeconfigEntry, user: KubeconfigEntry?) throws(KubernetesError) {
        try cluster.check(
            texts: ["server", "tls-server-name", "certificate-authority", "certificate-authority-data", "proxy-url"],
            flags: ["insecure-skip-tls-verify"])
        try user?.check(
            texts: [
                "client-certificate", "client-certificate-data", "client-key", "client-key-data", "token", "tokenFile",
                "username",
                "password", "as", "as-uid",
            ],
            lists: ["as-groups"])
    }

    private static func problem(_ text: String) -> KubernetesError {
        KubernetesError("read the kubeconfig", .configuration(text))
    }

    private static func names(_ entries: [String: KubeconfigEntry]) -> String {
        entries.isEmpty ? "none" : entries.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    }

    private static func connection(
        _ cluster: KubeconfigEntry, _ user: KubeconfigEntry?
    ) throws(KubernetesError) -> HTTPConfiguration {
        var connection = HTTPConfiguration()
        connection.certificateAuthority = try cluster.pem("certificate-authority")
        connection.serverName = cluster.text("tls-server-name")
        connection.verifiesCertificates = cluster.value["insecure-skip-tls-verify"]?.boolValue != true
        if !connection.verifiesCertificates, connection.certificateAuthority != nil {
            throw cluster.problem(
                "insecure-skip-tls-verify", "and a certificate-authority contradict each other; keep one of them")
        }
        if let proxy = cluster.text("proxy-url") {
            let schemes = ["http://", "https://", "socks5://", "socks5h://"]
            guard schemes.contains(where: proxy.hasPrefix) else {
                throw cluster.problem("proxy-url", "does not begin with http://, https:// or socks5://")
            }
            connection.proxy = .url(Secret(proxy))
        }
        guard let user else { return connection }
        connection.clientCertificate = try user.pem("client-certificate")
        connection.clientKey = try user.pem("client-key")
        if (connection.clientCertificate == nil) != (connection.clientKey == nil) {
            throw user.problem("client-certificate", "and client-key have to be given together")
        }
        return connection
    }

    private static func authentication(
        _ user: KubeconfigEntry, _ cluster: KubeconfigEntry
    ) throws(KubernetesError) -> Authentication {
        let token = user.text("token").map(Secret.init)
        if let file = user.path("tokenFile") { return .tokenFile(file, fallback: token) }
        if let token { return .token(token) }
        if let username = user.text("username") {
            return .basic(username: username, password: Secret(user.text("password") ?? ""))
        }
        if let exec = user.value["exec"], !exec.isNull { return .exec(try plugin(exec, user, cluster)) }
        if let provider = user.value["auth-provider"], !provider.isNull {
            let name = provider["name"]?.stringValue ?? ""
            throw user.problem("auth-provider", "is \"\(name)\", which Kubernetes 1.26 removed; use an exec plugin in its place")
        }
        return .none
    }

    private static func plugin(
        _ exec: JSONValue, _ user: KubeconfigEntry, _ cluster: KubeconfigEntry
    ) throws(KubernetesError) -> ExecPlugin {
        guard let command = exec["command"]?.stringValue, !command.isEmpty else {
            throw user.problem("exec.command", "is missing")
        }
        let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]
        guard let version = exec["apiVersion"]?.stringValue, versions.contains(version) else {
            throw user.problem("exec.apiVersion", "has to be \(versions.joined(separator: " or "))")
        }
        let modeText = exec["interactiveMode"]?.stringValue
        guard let mode = ExecPlugin.InteractiveMode(rawValue: modeText ?? "IfAvailable") else {
            throw user.problem("exec.interactiveMode", "is \"\(modeText ?? "")\", not Never, IfAvailable or Always")
        }
        var environment: [String: String] = [:]
        for variable in try list(exec["env"], "exec.env", user) {
            guard let name = variable["name"]?.stringValue, !name.isEmpty, let value = (variable["value"] ?? "").stringValue
            else {
                throw user.problem("exec.env", "has an entry whose name or value is not text; put it in quotes")
            }
            environment[name] = value
        }
        let arguments = try list(exec["args"], "exec.args", user)
        guard arguments.allSatisfy({ $0.stringValue != nil }) else {
            throw user.problem("exec.args", "has to be a list of texts; put numbers in quotes")
        }
        var plugin = ExecPlugin(
            apiVersion: version,
            // A name without a slash is looked up in PATH; a path is relative to the kubeconfig.
            command: command.contains("/") ? user.resolve(command) : command,
            arguments: arguments.compactMap(\.stringValue), environment: environment,
            installHint: exec["installHint"]?.stringValue,
            providesClusterInfo: exec["provideClusterInfo"]?.boolValue ?? false, interactiveMode: mode)
        plugin.clusterConfig =
            (cluster.value["extensions"]?.arrayValue ?? [])
            .first { $0["name"]?.stringValue == "client.authentication.k8s.io/exec" }?["extension"]
        return plugin
    }

    /// The elements of a setting that is a list or not there.
    private static func list(
        _ value: JSONValue?, _ key: String, _ user: KubeconfigEntry
    ) throws(KubernetesError) -> [JSONValue] {
        guard let value, !value.isNull else { return [] }
        guard let list = value.arrayValue else { throw user.problem(key, "has to be a list") }
        return list
    }

    private static func impersonation(_ user: KubeconfigEntry) throws(KubernetesError) -> Impersonation? {
        let groups = (user.value["as-groups"]?.arrayValue ?? []).compactMap(\.stringValue)
        guard let name = user.text("as") else {
            if groups.isEmpty { return nil }
            throw user.problem("as-groups", "needs \"as\" beside it")
        }
        var extra: [String: [String]] = [:]
        for (key, values) in user.value["as-user-extra"]?.objectValue ?? JSONObject() {
            extra[key] = try list(values, "as-user-extra.\(key)", user).compactMap(\.stringValue)
        }
        return Impersonation(user: name, uid: user.text("as-uid"), groups: groups, extra: extra)
    }
}
