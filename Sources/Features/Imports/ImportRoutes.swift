import Platform
import Web

/// The routes of imports: list and upload, columns, dry run, start, progress, report.
package struct ImportRoutes: Sendable {
    let service: ImportService

    /// Routes over `service`.
    package init(service: ImportService) { self.service = service }

    /// All of them.
    package var routes: [Route] {
        [list, upload, show, columns, check, start, stop, discard, progress, rejections, report]
    }

    /// Who may listen to an import's progress: every colleague.
    package static let gate = TopicGate("import") { viewer, _ in viewer.isEmployee }

    private static let after = Field.optional(
        "after", .id(ImportID.self), "The cursor `next` of the list before.")

    private var list: Route {
        Route(
            .get, "imports", .employee, summary: "Imports, newest first, 30 at a time.",
            fields: [Self.after], example: ListJSON([ImportJSON.example], next: "")
        ) { [service] request in
            try await listPage(request, after: request.input[Self.after], refusal: nil, service)
        }
    }

    private func listPage(
        _ request: Request, after: ImportID?, refusal: Refusal?, _ service: ImportService
    ) async throws -> Reply {
        let (runs, hasMore) = try await service.list(before: after, for: request.viewer)
        let next = hasMore ? runs.last?.id.text : nil
        return .show(ListJSON(runs.map(ImportJSON.init), next: next)) {
            ImportListPage(runs: runs, next: next, refusal: refusal).page($0)
        }
    }

    private static let kind = Field.required("kind", .choice(ImportRun.Kind.self))
    private static let source = Field.optional(
        "source", .text(0...50), or: "", "The system the file comes from; names its customer numbers.")
    /// Of a file that is the bare body; the upload knows it.
    private static let fileName = Field.optional("file_name", .text(0...300))
    private static let atOnce = Field.flag(
        "start", "Starts at once, with the columns as they are guessed.")

    private var upload: Route {
        Route(
            .post, "imports", .employee,
            summary:
                "Takes a file for an import: as the bare body with the fields in the query, or as a form.",
            fields: [Self.kind, Self.source, Self.fileName, Self.atOnce],
            uploadLimitBytes: ImportService.uploadLimitBytes, example: ImportJSON.example
        ) { [service] request in
            guard let upload = request.upload, upload.bytes > 0 else {
                return try await refused(Refusal("file.empty"), request)
            }
            do {
                var run = try await service.upload(
                    upload, as: request.input[Self.kind], source: request.input[Self.source], request.texts,
                    by: request.viewer)
                if try request.input[Self.atOnce] {
                    run = try await service.start(
                        run.id, request.texts, by: request.viewer, address: request.address)
                }
                return .changed(ImportJSON(run), status: 201, goTo: .imported(run.id))
            } catch let refusal as Refusal {
                return try await refused(refusal, request)
            }
        }
    }

    private func refused(_ refusal: Refusal, _ request: Request) async throws -> Reply {
        guard request.rendering != .json else { throw AppError.invalid(["file": refusal.reason]) }
        var reply = try await listPage(request, after: nil, refusal: refusal, service)
        reply.status = 422
        return reply
    }

    private var show: Route {
        Route(
            .get, "imports/:id", .employee, summary: "One import: its columns, its progress, or its report.",
            example: ImportJSON.example
        ) { [self] request in
            let run = try await service.find(try request.id(), for: request.viewer)
            switch run.state {
            case .draft: return try await draft(run, request)
            case .checking, .running:
                return .show(ImportJSON(run)) { ImportProgressPage(run: run).page($0) }
            case .checked, .done, .stopped, .failed:
                let rejections = try await service.rejections(
                    of: run, after: -1, limit: ImportReportPage.shown)
                return .show(ImportJSON(run)) { ImportReportPage(run: run, rejections: rejections).page($0) }
            }
        }
    }

    private var columns: Route {
        Route(
            .get, "imports/:id/mapping", .employee, mount: .page, summary: "The columns of a file that waits."
        ) { [self] request in
            let run = try await service.find(try request.id(), for: request.viewer)
            guard run.isWaiting else { return .redirect(.imported(run.id)) }
            return try await draft(run, request)
        }
    }

    /// A file that waits; when it is gone, a page that says so.
    private func draft(_ run: ImportRun, _ request: Request) async throws -> Reply {
        do {
            let preview = try await service.preview(run, request.texts)
            return .show(ImportJSON(run)) { ImportDraftPage(run: run, preview: preview).page($0) }
        } catch let refusal as Refusal {
            var lost = run
            (lost.state, lost.problem) = (.failed, refusal.reason)
            return .show(ImportJSON(run)) { [lost] in ImportReportPage(run: lost, rejections: []).page($0) }
        }
    }

    private static let meanings = Field.optional(
        "field", .texts(maxLength: 40), or: [], "The meaning of each column in order; - leaves it out.")
    private static let keepsKnown = Field.optional(
        "known", .choice(["change": false, "keep": true]), or: false,
        "What happens with customers that are known.")
    private static let part = Field.flag("part", "Open items: the file does not list all of them.")
    private static let remember = Field.flag(
        "remember", "Remembers the columns for files with the same header.")

    private var check: Route {
        Route(
            .post, "imports/:id/mapping", .employee,
            summary: "Settles what the columns mean and has a dry run made.",
            fields: [Self.meanings, Self.keepsKnown, Self.part, Self.remember],
            example: ImportJSON.example
        ) { [service] request in
            var choices = ImportService.Choices()
            choices.fields = try request.input[Self.meanings]
            choices.keepsKnown = try request.input[Self.keepsKnown]
            choices.isFullList = try !request.input[Self.part]
            choices.remembers = try request.input[Self.remember]
            let run = try await service.check(try request.id(), choices, request.texts, by: request.viewer)
            return .changed(ImportJSON(run), status: 202, goTo: .imported(run.id))
        }
    }

    private var start: Route {
        Route(
            .post, "imports/:id/start", .employee, summary: "Takes the file in.", example: ImportJSON.example
        ) { [service] request in
            let run = try await service.start(
                try request.id(), request.texts, by: request.viewer, address: request.address)
            return .changed(ImportJSON(run), status: 202, goTo: .imported(run.id))
        }
    }

    private var stop: Route {
        Route(
            .post, "imports/:id/stop", .employee, summary: "Stops; what was taken in stays.",
            example: ImportJSON.example
        ) { [service] request in
            let run = try await service.stop(try request.id(), by: request.viewer)
            return .changed(ImportJSON(run), goTo: .imported(run.id))
        }
    }

    private var discard: Route {
        Route(
            .delete, "imports/:id", .employee, summary: "Forgets an import that has not begun, with its file."
        ) { [service] request in
            try await service.discard(try request.id(), by: request.viewer)
            return .removed(goTo: Link("/imports"))
        }
    }

    private var progress: Route {
        Route(
            .get, "imports/:id/progress", .employee, mount: .page,
            summary: "How far an import is, as a fragment."
        ) { [service] request in
            let run = try await service.find(try request.id(), for: request.viewer)
            return .page { context in
                Page(
                    run.fileName, section: .imports, main: ImportProgressPage(run: run).content(context.texts)
                )
            }
        }
    }

    private static let line = Field.optional(
        "after", .int(-1...Int.max), or: -1, "The cursor `next` of the list before.")

    private var rejections: Route {
        Route(
            .get, "imports/:id/rejections", .employee, mount: .api,
            summary: "Refused records by line, 200 at a time.",
            fields: [Self.line], example: ListJSON([RejectionJSON.example], next: "")
        ) { [service] request in
            let run = try await service.find(try request.id(), for: request.viewer)
            let found = try await service.rejections(
                of: run, after: request.input[Self.line], limit: 201)
            let shown = found.prefix(200)
            let next = found.count > shown.count ? shown.last.map { String($0.line) } : nil
            return .json(ListJSON(shown.map { RejectionJSON($0, request.texts) }, next: next))
        }
    }

    private var report: Route {
        Route(
            .get, "imports/:id/rejected.csv", .employee,
            summary: "The refused records as CSV: the columns of the file, then line, field and reason."
        ) { [service] request in
            let run = try await service.find(try request.id(), for: request.viewer)
            let texts = request.texts
            return .stream(type: "text/csv; charset=utf-8", fileName: run.fileName + ".rejected.csv") {
                writer in
                try await service.writeReport(of: run, texts) { try await writer.write($0) }
            }
        }
    }
}

extension Link {
    /// An import's page.
    static func imported(_ id: ImportID) -> Link { Link("/imports/\(id)") }
}
