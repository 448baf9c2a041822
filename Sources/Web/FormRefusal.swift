import Platform

/// What a form was refused for and what had been entered, to show it again as its sender left it.
package struct FormRefusal: Sendable {
    /// Why, field by field.
    package let error: AppError
    package let input: Input

    /// What `error` says about the values of `input`.
    package init(error: AppError, input: Input) {
        self.error = error
        self.input = input
    }
}

extension Request {
    /// Runs `work`; when it refuses a field, browsers get what `show` makes, with status 422: the page with the form
    /// again. Programs get the error itself.
    package func answering(
        showingAgain show: (FormRefusal) async throws -> Reply, _ work: () async throws -> Reply
    ) async throws -> Reply {
        do {
            return try await work()
        } catch let error as AppError where rendering != .json && !error.fields.isEmpty {
            var reply = try await show(FormRefusal(error: error, input: input))
            reply.status = 422
            return reply
        }
    }
}

extension FormField {
    /// The input as it was sent, with the reason why its value was refused, if it was. Secrets are not sent back.
    package func refused(_ refusal: FormRefusal?) -> FormField {
        guard let refusal else { return self }
        var field = self
        field.reason = refusal.error.fields[name]
        if type != "password", let sent = refusal.input.sent(name) { field.value = sent }
        return field
    }
}

extension SelectField {
    /// The choice as it was sent.
    package func refused(_ refusal: FormRefusal?) -> SelectField {
        guard let sent = refusal?.input.sent(name) else { return self }
        return SelectField(name, label, options, selected: sent)
    }
}
