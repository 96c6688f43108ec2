//! A few threads that read, each with a connection of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use regain_storage::StorageError;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::failure::Failure;

const THREADS: usize = 4;
/// Reads that may wait; more are told that the store is busy.
const MOST_WAITING: usize = 4096;

type Reading = Box<dyn FnOnce(&Connection) + Send>;

/// The threads and the way to them.
pub struct Readers {
    queue: Option<SyncSender<Reading>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub fn start(connect: impl Fn() -> rusqlite::Result<Connection>) -> rusqlite::Result<Self> {
        let (queue, waiting) = sync_channel::<Reading>(MOST_WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        let connections = (0..THREADS).map(|_| connect()).collect::<rusqlite::Result<Vec<_>>>()?;
        let threads = connections.into_iter().map(|connection| {
            let waiting = Arc::clone(&waiting);
            std::thread::Builder::new()
                .name("storage-reader".to_owned())
                .spawn(move || work(&connection, &waiting))
                .expect("a thread can be started while the server starts")
        });
        Ok(Self { queue: Some(queue), threads: threads.collect() })
    }

    /// Hands a read over and waits for it.
    pub async fn run<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StorageError> {
        let (caller, answer) = oneshot::channel();
        let reading: Reading = Box::new(move |connection| {
            let result = in_one_moment(connection, operation).map_err(StorageError::from);
            // The caller may have gone.
            drop(caller.send(result));
        });
        let queue = self.queue.as_ref().ok_or(StorageError::Unavailable)?;
        queue.try_send(reading).map_err(|_| StorageError::Unavailable)?;
        answer.await.unwrap_or(Err(StorageError::Unavailable))
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queue = None;
        for thread in self.threads.drain(..) {
            // Panics of operations are caught; one of the thread's own has nobody left to tell.
            drop(thread.join());
        }
    }
}

fn work(connection: &Connection, waiting: &Mutex<Receiver<Reading>>) {
    loop {
        // Held only until there is something to do; the next thread then waits here.
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(reading) = next else { return };
        // A panic is a bug of one read; its caller hears that the answer is missing.
        drop(catch_unwind(AssertUnwindSafe(|| reading(connection))));
        if !connection.is_autocommit() {
            drop(connection.execute_batch("ROLLBACK"));
        }
    }
}

fn in_one_moment<T>(
    connection: &Connection,
    operation: impl FnOnce(&Connection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    connection.prepare_cached("BEGIN")?.execute([])?;
    let result = operation(connection);
    connection.prepare_cached("COMMIT")?.execute([])?;
    result
}
