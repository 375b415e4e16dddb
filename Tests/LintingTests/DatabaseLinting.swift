import Helm
import TestSupport

@testable import Linting

/// Templates that are linted with the definition of a custom resource.
enum DatabaseLinting {
    private static let definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: databases.example.com}
        spec:
          group: example.com
          names: {kind: Database, plural: databases}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  required: [spec]
                  properties:
                    spec:
                      type: object
                      required: [size, engine, owner]
                      properties:
                        size: {type: integer}
                        engine: {type: string, enum: [postgres, mysql]}
                        owner:
                          type: object
                          required: [team]
                          properties:
                            team: {type: string}
                            mail: {type: string}
                        public: {type: boolean}
                        port: {x-kubernetes-int-or-string: true}
                        labels: {type: object, additionalProperties: {type: string}}
                        users:
                          type: array
                          items:
                            type: object
                            required: [name]
                            properties: {name: {type: string}, admin: {type: boolean}}
                        extra: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        nick: {type: string, nullable: true}
                        ratio: {type: number}
                        tags: {type: array, items: {type: string}}
        """

    /// What is found in templates of which the first is executed.
    static func findings(in files: [String]) throws -> [Finding] {
        let schema = try ResourceSchema(Array(definition.utf8), file: "crd.yaml")
        let files = files.enumerated().map { index, text in
            LintedTemplates.File(name: "f\(index)", text: Array(text.utf8), isEntry: index == 0)
        }
        return LintReport(TemplateLinter(functions: HelmEngine.functions).findings(in: files, schema: schema)).findings
    }

    /// What is found beside the fields that are not read.
    static func mistakes(in files: String...) throws -> [String] {
        try findings(in: files).filter { $0.rule != .unreadField }.map { "\($0.place): \($0.message)" }
    }

    /// The fields that everybody has to give and the template does not read.
    static func unread(by text: String) throws -> [String] {
        try findings(in: [text]).filter { $0.rule == .unreadField }.map(\.message).map { message in
            String(message.dropFirst("no template reads ".count).prefix { $0 != "," })
        }
    }
}
