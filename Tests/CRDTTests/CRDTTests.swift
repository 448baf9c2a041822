import Testing

@testable import CRDT
