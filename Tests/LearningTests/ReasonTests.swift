import Learning
import Testing

@Suite("Reasons") struct ReasonTests {
    @Test("Equal reasons are one in a set")
    func equality() {
        #expect(
            Set([Reason("müde", weight: 1), Reason("müde", weight: 1), Reason("müde", weight: 2)]).count == 2)
    }
}
