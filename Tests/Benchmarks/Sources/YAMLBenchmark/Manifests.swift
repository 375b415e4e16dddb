/// Manifests as people write them: a Deployment, a Service and a ConfigMap in turn, about 800 bytes each.
enum Manifests {
    /// Manifests of differing content, the same ones in every run, as one text of many documents.
    static func text(_ count: Int) -> String { (0..<count).map(manifest).joined(separator: "---\n") }

    private static func manifest(_ number: Int) -> String {
        switch number % 3 {
        case 0: deployment("web-\(number)", number)
        case 1: service("web-\(number)", number)
        default: configuration("web-\(number)", number)
        }
    }

    private static func metadata(_ name: String) -> String {
        """
        metadata:
          name: \(name)
          namespace: "team-\(name.utf8.count)"
          labels:
            app.kubernetes.io/name: \(name)
            app.kubernetes.io/version: "1.25"
          annotations:
            example.com/managed: "true"
            example.com/note: 'written by a person, who''s careful'

        """
    }

    private static func deployment(_ name: String, _ number: Int) -> String {
        """
        # the program itself
        apiVersion: apps/v1
        kind: Deployment
        \(metadata(name))spec:
          replicas: \(number % 5)
          selector:
            matchLabels: {app.kubernetes.io/name: \(name)}
          template:
            metadata:
              labels: {app.kubernetes.io/name: \(name)}
            spec:
              containers:
              - name: web
                image: registry.example.com/team/web:1.25.\(number % 9)
                args: ["--port=8080", --verbose, "--name", \(name)]
                env:
                - name: LOG_LEVEL
                  value: info
                - name: ENABLED
                  value: "yes"
                ports:
                - containerPort: 8080
                resources:
                  limits: {cpu: 500m, memory: 1Gi}
                  requests: {cpu: 0.25, memory: 512Mi}

        """
    }

    private static func service(_ name: String, _ number: Int) -> String {
        """
        apiVersion: v1
        kind: Service
        \(metadata(name))spec:
          type: ClusterIP
          selector:
            app.kubernetes.io/name: \(name)
          ports:
          - name: http
            port: 80
            targetPort: \(8000 + number % 100)
            protocol: TCP
          - name: metrics
            port: 9090
            targetPort: metrics

        """
    }

    private static func configuration(_ name: String, _ number: Int) -> String {
        """
        apiVersion: v1
        kind: ConfigMap
        \(metadata(name))data:
          mode: "0644"
          ratio: "\(number % 7).50"
          server.conf: |
            # \(name)
            listen 8080;
            root "/srv/\(name)";
            location / {
              return 200;
            }
          motto: >-
            What stands on several lines
            is one line in the end,
            however long it may be.

        """
    }
}
