//! One of many clients: it appends, remembers what was acknowledged, and checks that all of it is there.

use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use regain_e2e::attacker::next_header;
use regain_e2e::http::Http;
use regain_e2e::mutator::entries_of;
use regain_e2e::quick::Writer;
use regain_http::Clock;
use regain_log::{Entry, Head, Kind, Timing, frame};
use regain_protocol::{Appended, ProblemCode, path};
use regain_seal::seal_body;
use regain_sync::{Request, Response};

/// How an append ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// Acknowledged.
    Durable,
    /// Nobody knows.
    Unheard,
    /// Refused: the service's disk is full.
    Full,
}

/// A writer and what it has sent.
pub struct Client {
    writer: Writer,
    /// Acknowledged since the last look.
    acknowledged: Vec<Entry>,
    /// Checked up to here.
    checked: u64,
    /// Sent, and no answer was heard.
    pending: Option<Vec<Entry>>,
}

impl Client {
    /// With an account of its own.
    pub fn create(http: &Http, name: &str) -> Self {
        let rng = ChaCha20Rng::from_rng(rand_core::OsRng).unwrap();
        let writer = Writer::create(http, name, rng, Clock::system().now());
        Self { writer, acknowledged: Vec::new(), checked: 0, pending: None }
    }

    /// Appends one to three entries of this many bytes.
    pub fn append(&mut self, http: &Http, bytes: usize) -> End {
        let count = 1 + self.writer.rng.next_u32() % 3;
        let mut chain = self.writer.chain.clone();
        let key = self.writer.keys.of(1).unwrap();
        let entries: Vec<Entry> = (0..count)
            .map(|_| {
                let header = next_header(&chain, Kind::Change, self.writer.device, Clock::system().now());
                let body = seal_body(key, &header, &vec![7; bytes], &mut self.writer.rng).unwrap();
                let entry = header.sign(body, &self.writer.secret);
                chain.follow(&entry, Timing::Client).unwrap();
                entry
            })
            .collect();
        self.send(http, entries)
    }

    fn send(&mut self, http: &Http, entries: Vec<Entry>) -> End {
        let path = path::of_backup(path::ENTRIES, self.writer.chain.backup());
        let expected = self.writer.chain.head();
        let request =
            Request::append(path, expected, frame::write_all(&entries)).with_token(&self.writer.token);
        let Ok(answer) = http.send(&request) else {
            self.pending = Some(entries);
            return End::Unheard;
        };
        self.take(&answer, entries)
    }

    fn take(&mut self, answer: &Response, entries: Vec<Entry>) -> End {
        if let Some(problem) = answer.problem() {
            assert_eq!(problem.code, ProblemCode::StorageFull, "{problem:?}");
            self.pending = None;
            return End::Full;
        }
        let appended: Appended = answer.json().unwrap();
        let last = entries.last().unwrap();
        assert_eq!((appended.number, appended.hash), (last.header().number, last.hash()));
        for entry in &entries {
            self.writer.chain.follow(entry, Timing::Client).unwrap();
        }
        self.acknowledged.extend(entries);
        self.pending = None;
        End::Durable
    }

    /// After a restart: everything acknowledged is there, byte by byte; what was not heard of is there whole or not at all; nothing
    /// else is. Then the very bytes are sent again, and succeed either way. Answers whether what was not heard of was there; nothing
    /// when everything was heard of.
    pub fn check(&mut self, http: &Http) -> Option<bool> {
        let stored = self.stored(http);
        let (there, beyond) =
            stored.split_at_checked(self.acknowledged.len()).expect("acknowledged entries are missing");
        assert_eq!(there, self.acknowledged, "an acknowledged entry is another one now");
        match &self.pending {
            None => assert!(beyond.is_empty(), "entries that nobody sent"),
            Some(pending) => {
                assert!(beyond.is_empty() || beyond == pending, "half of what was sent is there");
            }
        }
        let there = self.pending.is_some().then_some(!beyond.is_empty());
        if let Some(pending) = self.pending.take() {
            let end = self.send(http, pending);
            assert_eq!(end, End::Durable, "the same bytes again are no success");
        }
        self.acknowledged.clear();
        self.checked = self.writer.chain.head().number;
        there
    }

    /// What the service has after the last look.
    fn stored(&self, http: &Http) -> Vec<Entry> {
        let path = path::of_backup(path::ENTRIES, self.writer.chain.backup());
        let mut stored = Vec::new();
        loop {
            let after = self.checked + stored.len() as u64;
            let request =
                Request::get(format!("{path}?after={after}&limit=500")).with_token(&self.writer.token);
            let answer = http.send(&request).unwrap();
            let head: Head = regain_e2e::mutator::head_of(&answer).unwrap();
            stored.extend(entries_of(&answer));
            if self.checked + stored.len() as u64 >= head.number {
                return stored;
            }
        }
    }
}
