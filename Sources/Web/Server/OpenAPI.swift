import Foundation
import Platform

/// `openapi.json` (OpenAPI 3.1), made from the routes themselves: it cannot say anything else than the server does.
enum OpenAPI {
    /// `GET /api/v1/openapi.json`, readable without signing in; made once.
    static func route(for routes: [Route]) -> Route {
        let file = MadeOnce {
            KeptFile(try document(routes.filter { $0.mount != .page }), type: "application/json")
        }
        return Route(.get, "openapi.json", .anyone, mount: .api, summary: "This description.") { _ in
            Reply(body: .kept(try file.value)).with(header: "cache-control", "no-cache")
        }
    }

    private static func document(_ routes: [Route]) throws -> [UInt8] {
        var paths: [String: [String: Any]] = [:]
        for route in routes {
            paths["/" + template(route.path), default: [:]][route.method.rawValue.lowercased()] = operation(
                route)
        }
        let document: [String: Any] = [
            "openapi": "3.1.0",
            "info": [
                "title": "Rundblick", "version": "1",
                "description": "Customers, their timeline and the colleagues who look after them.",
            ],
            "servers": [["url": "/api/v1"]],
            "security": [["token": [String]()]],
            "paths": paths,
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": ["Problem": problemSchema],
            ],
        ]
        return [UInt8](try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys]))
    }

    private static func operation(_ route: Route) -> [String: Any] {
        var operation: [String: Any] = [
            "summary": route.summary,
            "operationId": route.method.rawValue.lowercased() + "_"
                + route.path.map { $0.isLetter ? $0 : "_" },
            "responses": responses(route),
        ]
        var parameters = pathParameters(route.path) + headerParameters(route)
        if route.method.isReading || route.uploadLimitBytes != nil {
            parameters += route.fields.map(queryParameter)
        } else if !route.fields.isEmpty {
            operation["requestBody"] = body(route.fields)
        }
        if route.uploadLimitBytes != nil {
            let binary: [String: Any] = ["schema": ["type": "string", "format": "binary"]]
            operation["requestBody"] = ["required": true, "content": ["application/octet-stream": binary]]
        }
        if !parameters.isEmpty { operation["parameters"] = parameters }
        if route.access == .anyone { operation["security"] = [[String: Any]]() }
        return operation
    }

    private static func responses(_ route: Route) -> [String: Any] {
        let problem: [String: Any] = [
            "description": "Refused, with the reason (RFC 9457).",
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
        ]
        var success: [String: Any] = ["description": route.summary]
        if let example = route.example {
            success["content"] = ["application/json": ["schema": Schema.describe(example)]]
        }
        return ["2XX": success, "3XX": ["description": "Found elsewhere."], "4XX": problem, "503": problem]
    }

    private static func template(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }.joined(
            separator: "/")
    }

    private static func pathParameters(_ path: String) -> [[String: Any]] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map {
            ["name": String($0.dropFirst()), "in": "path", "required": true, "schema": ["type": "string"]]
        }
    }

    private static func headerParameters(_ route: Route) -> [[String: Any]] {
        func header(_ name: String, _ about: String) -> [String: Any] {
            [
                "name": name, "in": "header", "required": false, "description": about,
                "schema": ["type": "string"],
            ]
        }
        var parameters: [[String: Any]] = []
        if route.takesVersion {
            parameters.append(
                header("If-Match", "The ETag that you saw; when it is no longer true the answer is 412."))
        }
        if route.method == .post, route.keepsAnswer, route.access != .anyone {
            parameters.append(
                header(
                    "Idempotency-Key",
                    "Any text of yours; sent again within a day, the first answer comes again."))
        }
        return parameters
    }

    private static func queryParameter(_ field: any InputField) -> [String: Any] {
        [
            "name": field.name, "in": "query", "required": field.isRequired, "description": field.about,
            "schema": field.schema,
        ]
    }

    private static func body(_ fields: [any InputField]) -> [String: Any] {
        let schema: [String: Any] = [
            "type": "object", "additionalProperties": false,
            "properties": Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.schema) }),
            "required": fields.filter(\.isRequired).map(\.name),
        ]
        return [
            "required": fields.contains(where: \.isRequired),
            "content": ["application/json": ["schema": schema]],
        ]
    }

    private static var problemSchema: [String: Any] {
        [
            "type": "object", "required": ["type", "title", "status", "code"],
            "properties": [
                "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
                "code": ["type": "string"], "reason": ["type": "string"], "detail": ["type": "string"],
                "fields": ["type": "object", "additionalProperties": ["type": "string"]],
            ],
        ]
    }
}

extension InputField {
    /// The JSON Schema of this input.
    fileprivate var schema: [String: Any] {
        var schema: [String: Any]
        switch rule {
        case .text(let length), .name(let length), .secret(let length):
            schema = ["type": "string", "minLength": length.lowerBound, "maxLength": length.upperBound]
        case .int(let range):
            schema = ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
        case .bool: schema = ["type": "boolean"]
        case .id: schema = ["type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{13}$"]
        case .date: schema = ["type": "string", "format": "date"]
        case .choice(let words): schema = ["type": "string", "enum": words]
        case .choices(let words):
            schema = ["type": "array", "items": ["type": "string", "enum": words] as [String: Any]]
        case .texts(let longest):
            schema = ["type": "array", "maxItems": 200, "items": ["type": "string", "maxLength": longest]]
        }
        if !about.isEmpty { schema["description"] = about }
        return schema
    }
}

/// Describes JSON by an example value of its Swift type.
enum Schema {
    static func describe(_ value: Any) -> [String: Any] {
        switch value {
        case is String, is any StringProtocol: return ["type": "string"]
        case is Bool: return ["type": "boolean"]
        case is any BinaryInteger: return ["type": "integer"]
        case is Double: return ["type": "number"]
        case is Timestamp: return ["type": "string", "format": "date-time"]
        case is CivilDate: return ["type": "string", "format": "date"]
        default: break
        }
        let mirror = Mirror(reflecting: value)
        if String(describing: type(of: value)).hasPrefix("ID<") { return ["type": "string"] }
        switch mirror.displayStyle {
        case .optional:
            guard let some = mirror.children.first else { return [:] }
            return describe(some.value)
        case .collection:
            guard let first = mirror.children.first else { return ["type": "array"] }
            return ["type": "array", "items": describe(first.value)]
        case .enum: return ["type": "string"]
        case .dictionary: return ["type": "object"]
        default: return object(mirror)
        }
    }

    private static func object(_ mirror: Mirror) -> [String: Any] {
        var properties: [String: Any] = [:]
        var required: [String] = []
        for child in mirror.children {
            guard let name = child.label else { continue }
            properties[name] = describe(child.value)
            if Mirror(reflecting: child.value).displayStyle != .optional { required.append(name) }
        }
        return ["type": "object", "properties": properties, "required": required]
    }
}
