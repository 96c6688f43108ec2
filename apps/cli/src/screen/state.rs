//! What is on the screen.

use regain_protocol::BackupStatus;
use regain_screen::view::{
    self, BoundRow, Contact, EnrolmentView, LockView, Open, RequestView, RequestsView, Shown,
};
use regain_screen::words::Words;
use regain_sync::Replica;
use regain_sync::flow::status;
use zeroize::Zeroizing;

/// Which page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The accounts.
    List,
    /// The accounts, while a search is typed.
    Search,
    /// A new account, as far as it is typed.
    Add(Zeroizing<String>),
    /// Backup and Details.
    Backup,
    /// The devices, and what waits for an answer.
    Devices,
    /// An answer is about to be given.
    Answer {
        /// The proposal's hash, hexadecimal.
        proposal: String,
        /// Agree, or refuse.
        agree: bool,
    },
    /// Accounts that a lost device had.
    Exposed,
    /// The step left for an account of an organisation: its id.
    Bound(String),
    /// A portal answered: "Set up this device?"
    Enrol,
    /// The number of the test, as far as it is typed.
    Test(String),
    /// What organisations ask.
    Requests,
    /// One of it.
    Request {
        /// [`RequestView::key`].
        key: String,
        /// The number, as far as it is typed.
        typed: String,
    },
    /// "It wasn't me", about to be said: [`RequestView::key`].
    Report(String),
    /// The keys.
    Help,
}

/// Everything the drawing needs.
pub struct State {
    /// The language.
    pub words: Words,
    /// The page.
    pub page: Page,
    /// The view model, the same as the web app's.
    pub open: Open,
    /// Time that codes are made for, ms since the Unix epoch.
    pub now: u64,
    /// What is searched for; empty for all.
    pub search: String,
    /// The chosen line among those that are shown.
    pub chosen: usize,
    /// The chosen line of another page than the list.
    pub line: usize,
    /// What waits at the portals, and which of them can't be asked.
    pub waiting: RequestsView,
    /// A portal that was found, until it is set up.
    pub found: Option<EnrolmentView>,
    /// The test of an enrolment.
    pub test: Option<RequestView>,
    /// What the service said last.
    pub status: Option<BackupStatus>,
    /// What was just done.
    pub message: Option<String>,
    /// Why the service can't be reached.
    pub trouble: Option<String>,
}

impl State {
    /// An empty one.
    pub fn new(words: Words, now: u64) -> Self {
        let open = view::open(&Replica::new(regain_log::MemberId([0; 16]), ""), shown(now));
        Self {
            words,
            page: Page::List,
            open,
            now,
            search: String::new(),
            chosen: 0,
            line: 0,
            waiting: RequestsView::default(),
            found: None,
            test: None,
            status: None,
            message: None,
            trouble: None,
        }
    }

    /// Takes what the store holds now.
    pub fn load(&mut self, replica: &Replica, now: u64) {
        let shown = Shown {
            contact: self.contact(),
            status: self.status.as_ref(),
            words: status::words(replica),
            ..shown(now)
        };
        self.open = view::open(replica, shown);
        self.now = now;
        self.chosen = self.chosen.min(self.lines().saturating_sub(1));
        let lines = match self.page {
            Page::Requests => self.waiting.requests.len(),
            Page::Exposed => self.open.exposed.len() + self.open.ticked_off.len(),
            _ => self.open.proposals.len(),
        };
        self.line = self.line.min(lines.saturating_sub(1));
    }

    /// Another page, at its first line.
    pub fn turn_to(&mut self, page: Page) {
        self.page = page;
        self.line = 0;
    }

    fn contact(&self) -> Contact {
        if self.trouble.is_some() { Contact::Away } else { Contact::Good }
    }

    /// Time goes on: a code that has ended makes room for the next.
    pub fn tick(&mut self, now: u64) {
        self.now = now;
        for row in &mut self.open.accounts {
            if let Some(code) = &mut row.code
                && code.period > 0
                && code.until <= now
                && !code.next.is_empty()
            {
                code.code = std::mem::take(&mut code.next);
                code.until += u64::from(code.period);
            }
        }
    }

    /// The accounts that match the search, as indices into the view model.
    pub fn rows(&self) -> Vec<usize> {
        view::search(&self.open.accounts, &self.search, None)
    }

    /// The accounts of organisations that match the search.
    pub fn bound(&self) -> Vec<&BoundRow> {
        let search = self.search.to_lowercase();
        let text = |row: &BoundRow| format!("{} {}", row.organisation, row.name).to_lowercase();
        self.open.bound.iter().filter(|row| text(row).contains(search.trim())).collect()
    }

    /// Lines of the list that can be chosen: accounts with codes, then those of organisations.
    pub fn lines(&self) -> usize {
        self.rows().len() + self.bound().len()
    }

    /// A request that waits.
    pub fn request(&self, key: &str) -> Option<&RequestView> {
        self.waiting.requests.iter().find(|request| request.key == key)
    }
}

fn shown(now: u64) -> Shown<'static> {
    Shown {
        now,
        contact: Contact::Good,
        status: None,
        lock: LockView::Passphrase,
        follows: false,
        requests: 0,
        clock_off: None,
        words: None,
    }
}
