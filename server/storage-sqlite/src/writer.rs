//! The one thread that writes: group commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use regain_storage::StorageError;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::failure::Failure;

/// Operations that may wait; more are told that the store is busy.
const MOST_WAITING: usize = 8192;
/// Memory that waiting operations may hold, bytes.
const MOST_WAITING_BYTES: usize = 256 << 20;
/// Operations and bytes of one commit: enough to share an fsync, few enough that nobody waits long for it.
pub const MOST_TOGETHER: usize = 512;
const MOST_TOGETHER_BYTES: usize = 32 << 20;
/// How long a commit waits for callers who are expected back: less than an fsync takes.
const LINGER: Duration = Duration::from_micros(300);

/// The thread and the way to it.
pub struct Writer {
    // An Option so that `drop` can close the queue before it waits for the thread.
    queue: Option<SyncSender<Waiting>>,
    waiting_bytes: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

struct Waiting {
    operation: Box<dyn Operation>,
    bytes: usize,
}

/// An operation whose type of answer is forgotten.
trait Operation: Send {
    /// Runs and keeps the answer back. Whether it succeeded.
    fn run(&mut self, connection: &Connection) -> bool;
    /// The error of the last run.
    fn error(&self) -> Option<StorageError>;
    /// Sends the answer that was kept, or the error that undid it.
    fn answer(self: Box<Self>, committed: Result<(), StorageError>);
}

struct Typed<T, F> {
    operation: F,
    result: Option<Result<T, StorageError>>,
    caller: oneshot::Sender<Result<T, StorageError>>,
}

impl<T: Send, F: Fn(&Connection) -> Result<T, Failure> + Send> Operation for Typed<T, F> {
    fn run(&mut self, connection: &Connection) -> bool {
        // A panic is a bug of one operation; it must not take the writer from everyone.
        let result = catch_unwind(AssertUnwindSafe(|| (self.operation)(connection)))
            .unwrap_or_else(|_| Err(Failure::misuse("an operation panicked")));
        let succeeded = result.is_ok();
        self.result = Some(result.map_err(StorageError::from));
        succeeded
    }

    fn error(&self) -> Option<StorageError> {
        self.result.as_ref().and_then(|result| result.as_ref().err()).cloned()
    }

    fn answer(self: Box<Self>, committed: Result<(), StorageError>) {
        let result = self.result.unwrap_or(Err(StorageError::Unavailable));
        // An operation's own error says more than the commit's. The caller may have gone; that undoes nothing.
        drop(self.caller.send(result.and_then(|answer| committed.map(|()| answer))));
    }
}

impl Writer {
    /// Starts the thread. At most `together` operations share a commit.
    pub fn start(connection: Connection, together: usize) -> Self {
        let (queue, waiting) = sync_channel(MOST_WAITING);
        let waiting_bytes = Arc::new(AtomicUsize::new(0));
        let bytes = Arc::clone(&waiting_bytes);
        let thread = std::thread::Builder::new()
            .name("storage-writer".to_owned())
            .spawn(move || work(&connection, &waiting, &bytes, together))
            .expect("a thread can be started while the server starts");
        Self { queue: Some(queue), waiting_bytes, thread: Some(thread) }
    }

    /// Hands an operation over and waits for the commit it is part of.
    pub async fn run<T: Send + 'static>(
        &self,
        bytes: usize,
        operation: impl Fn(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StorageError> {
        let (caller, answer) = oneshot::channel();
        let operation = Box::new(Typed { operation, result: None, caller });
        self.hand_over(Waiting { operation, bytes })?;
        answer.await.unwrap_or(Err(StorageError::Unavailable))
    }

    fn hand_over(&self, waiting: Waiting) -> Result<(), StorageError> {
        let bytes = waiting.bytes;
        let queue = self.queue.as_ref().ok_or(StorageError::Unavailable)?;
        let room = |held: usize| held.checked_add(bytes).filter(|sum| *sum <= MOST_WAITING_BYTES);
        self.waiting_bytes
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, room)
            .map_err(|_| StorageError::Unavailable)?;
        queue.try_send(waiting).map_err(|_| {
            self.waiting_bytes.fetch_sub(bytes, Ordering::Relaxed);
            StorageError::Unavailable
        })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // The thread catches panics of operations; one of its own has nobody left to tell.
            drop(thread.join());
        }
    }
}

fn work(connection: &Connection, queue: &Receiver<Waiting>, waiting_bytes: &AtomicUsize, most: usize) {
    let mut expected = 1;
    while let Ok(first) = queue.recv() {
        let (together, bytes) = gather(queue, first, expected, most);
        expected = together.len();
        commit_together(connection, together);
        waiting_bytes.fetch_sub(bytes, Ordering::Relaxed);
    }
}

/// Takes what waits, and for a moment also what is about to: the callers of the last commit have just been answered, and whoever
/// of them comes back at once would otherwise miss this commit and wait for the next. A single caller waits for nobody.
fn gather(
    queue: &Receiver<Waiting>,
    first: Waiting,
    expected: usize,
    most: usize,
) -> (Vec<Box<dyn Operation>>, usize) {
    let mut bytes = first.bytes;
    let mut together = vec![first.operation];
    let until = Instant::now() + LINGER;
    while together.len() < most && bytes < MOST_TOGETHER_BYTES {
        let next = match queue.try_recv() {
            Ok(next) => next,
            Err(_) if together.len() >= expected => break,
            Err(_) => match queue.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(next) => next,
                Err(_) => break,
            },
        };
        bytes += next.bytes;
        together.push(next.operation);
    }
    (together, bytes)
}

/// One transaction for all of them. Some failures (a full disk) make SQLite undo the whole transaction; then each gets one of
/// its own, so that a neighbour's failure stays the neighbour's. Not when the database is locked from outside: each would
/// wait for it in vain.
fn commit_together(connection: &Connection, mut operations: Vec<Box<dyn Operation>>) {
    let outcome = transact(connection, &mut operations);
    if matches!(outcome, Ok(()) | Err(StorageError::Unavailable)) || operations.len() == 1 {
        for operation in operations {
            operation.answer(outcome.clone());
        }
        return;
    }
    for operation in operations {
        let mut alone = vec![operation];
        let outcome = transact(connection, &mut alone);
        for operation in alone {
            operation.answer(outcome.clone());
        }
    }
}

/// Runs all in one transaction, each in a savepoint. An error means that none of them happened.
fn transact(connection: &Connection, operations: &mut [Box<dyn Operation>]) -> Result<(), StorageError> {
    let outcome = run_all(connection, operations).map_err(StorageError::from);
    if outcome.is_err() && !connection.is_autocommit() {
        // If even this fails the next BEGIN does too, and every caller hears of it.
        drop(connection.execute_batch("ROLLBACK"));
    }
    outcome
}

fn run_all(connection: &Connection, operations: &mut [Box<dyn Operation>]) -> Result<(), Failure> {
    let execute = |sql: &str| connection.prepare_cached(sql)?.execute([]);
    execute("BEGIN IMMEDIATE")?;
    for operation in operations {
        execute("SAVEPOINT operation")?;
        let succeeded = operation.run(connection);
        if connection.is_autocommit() {
            let cause = operation.error();
            return Err(cause
                .unwrap_or_else(|| StorageError::Internal("the transaction ended".to_owned()))
                .into());
        }
        if !succeeded {
            execute("ROLLBACK TO operation")?;
        }
        execute("RELEASE operation")?;
    }
    execute("COMMIT")?;
    Ok(())
}

#[cfg(test)]
mod tests;
