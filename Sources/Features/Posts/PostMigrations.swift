import Storage

/// The tables of posts.
enum PostMigrations {
    /// All steps. They run after the customers' own, which posts may be about.
    static let all = [
        Migration(
            "2026-12-01 08 posts",
            [
                """
                CREATE TABLE post (
                    id INT PRIMARY KEY, author_id INT NOT NULL REFERENCES person (id), author_name TEXT NOT NULL,
                    at_us INT NOT NULL, text TEXT NOT NULL, mentions TEXT NOT NULL,
                    customer_id INT REFERENCES customer (id), home_id INT, version INT NOT NULL DEFAULT 1,
                    edited_us INT)
                """,
                "CREATE INDEX post_customer ON post (customer_id, id) WHERE customer_id IS NOT NULL",
                """
                CREATE TABLE post_mention (
                    post_id INT NOT NULL REFERENCES post (id), person_id INT NOT NULL REFERENCES person (id),
                    done_us INT, PRIMARY KEY (post_id, person_id)) WITHOUT ROWID
                """,
                "CREATE INDEX post_mention_person ON post_mention (person_id, done_us, post_id)",
            ])
    ]
}
