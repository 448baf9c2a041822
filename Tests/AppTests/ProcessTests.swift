import Foundation
import TestKit
import Testing

@Suite("The program") struct ProcessTests {
    /// Where the built programs lie: beside the tests.
    private static let folder = Bundle.main.bundleURL
    private static let program = folder.appendingPathComponent("rundblick").path

    /// Runs `script` in a shell, with the program as `$0` and a fresh folder as `$1`.
    /// - Returns: what it wrote, to both outputs, and its exit status.
    private func run(_ script: String) async throws -> (text: String, status: Int32) {
        let place = TestFolder.shared + "-program-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(atPath: place) } catch { Issue.record(error) }
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script + " > \"$1/log\" 2>&1", Self.program, place]
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return (try String(contentsOfFile: place + "/log", encoding: .utf8), status)
    }

    @Test("Without its files it says so and does not start")
    func withoutFiles() async throws {
        let (text, status) = try await run(
            #"{ cp "$0" "$1/rundblick"; timeout 60 "$1/rundblick" serve --data "$1/data" --listen 127.0.0.1:0; }"#
        )
        #expect(status == 1)
        #expect(text.contains("files are missing") && text.contains("rundblick_Client.resources"), "\(text)")
    }

    @Test("With hardly any descriptors, taken by others before the first page, it serves when they are free")
    func fewDescriptors() async throws {
        let (text, status) = try await run(
            #"""
            {
                ulimit -n 72
                "$0" serve --data "$1/data" --listen 127.0.0.1:0 > "$1/out" & server=$!
                for i in {1..300}; do grep -q ready "$1/out" && break; sleep .1; done
                port=$(sed -n 's|.*127.0.0.1:\([0-9]*\)/.*|\1|p' "$1/out")
                (for i in {1..40}; do exec {line}<>"/dev/tcp/127.0.0.1/$port"; done; sleep 3) 2> /dev/null
                curl -sS --max-time 30 "http://127.0.0.1:$port/sign-in" | grep -o '<html'
                kill "$server"; wait "$server"; echo "ended with $?"
            }
            """#)
        #expect(status == 0)
        #expect(text.contains("<html") && text.contains("ended with 0"), "\(text)")
    }

    @Test("Told to stop, it ends, also while asked")
    func termination() async throws {
        let (text, _) = try await run(
            #"""
            {
                "$0" serve --data "$1/data" --listen 127.0.0.1:0 > "$1/out" & server=$!
                for i in {1..300}; do grep -q ready "$1/out" && break; sleep .1; done
                port=$(sed -n 's|.*127.0.0.1:\([0-9]*\)/.*|\1|p' "$1/out")
                exec {line}<>"/dev/tcp/127.0.0.1/$port"
                printf 'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na' >&$line
                begin=$SECONDS; kill "$server"; wait "$server"; echo "ended with $? after $((SECONDS - begin))"
            }
            """#)
        let seconds = text.firstMatch(of: /ended with 0 after (\d+)/).flatMap { Int($0.output.1) }
        #expect(seconds.map { $0 <= 20 } == true, "\(text)")
    }
}
