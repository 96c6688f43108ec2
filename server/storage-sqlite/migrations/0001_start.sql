-- Times are ms since the Unix epoch. Ids are 16 bytes, hashes 32.

CREATE TABLE backups (
    key            INTEGER PRIMARY KEY,
    id             BLOB    NOT NULL UNIQUE,
    name           TEXT    NOT NULL UNIQUE,
    head_number    INTEGER NOT NULL,
    head_hash      BLOB    NOT NULL,
    control_hash   BLOB    NOT NULL,
    entries        INTEGER NOT NULL,
    bytes          INTEGER NOT NULL,
    -- When the newest entry was stored.
    stored_at      INTEGER NOT NULL,
    -- The bodies of all changes with a lower number are gone, and of the checkpoints only those in entries_checkpoints are left.
    thinned_before INTEGER NOT NULL DEFAULT 0,
    created_at     INTEGER NOT NULL,
    closed_at      INTEGER
) STRICT;

CREATE INDEX backups_closed ON backups (closed_at) WHERE closed_at IS NOT NULL;

-- Apart from backups, which is rewritten with every append.
CREATE TABLE chains (
    backup   INTEGER PRIMARY KEY REFERENCES backups (key) ON DELETE CASCADE,
    snapshot BLOB NOT NULL
) STRICT;

-- Grows at its end only: a table clustered by (backup, number) would touch a page of its own for every append.
CREATE TABLE entries (
    key       INTEGER PRIMARY KEY,
    backup    INTEGER NOT NULL REFERENCES backups (key) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    kind      INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    front     BLOB    NOT NULL,
    -- NULL: thinned out.
    body      BLOB
) STRICT;

CREATE UNIQUE INDEX entries_position ON entries (backup, number);
CREATE INDEX entries_control ON entries (backup, number) WHERE kind >= 16;
CREATE INDEX entries_checkpoints ON entries (backup, number) WHERE kind = 2 AND body IS NOT NULL;

CREATE TABLE slots (
    backup        INTEGER NOT NULL REFERENCES backups (key) ON DELETE CASCADE,
    id            BLOB    NOT NULL,
    kind          INTEGER NOT NULL,
    blob          BLOB    NOT NULL,
    auth_key      BLOB,
    opaque_record BLOB,
    PRIMARY KEY (backup, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposals (
    backup    INTEGER NOT NULL REFERENCES backups (key) ON DELETE CASCADE,
    hash      BLOB    NOT NULL,
    stored_at INTEGER NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (backup, hash)
) STRICT, WITHOUT ROWID;

-- A slot that waits with its proposal.
CREATE TABLE staged (
    backup        INTEGER NOT NULL,
    proposal      BLOB    NOT NULL,
    id            BLOB    NOT NULL,
    kind          INTEGER NOT NULL,
    blob          BLOB    NOT NULL,
    auth_key      BLOB,
    opaque_record BLOB,
    PRIMARY KEY (backup, proposal),
    FOREIGN KEY (backup, proposal) REFERENCES proposals (backup, hash) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    token   BLOB    PRIMARY KEY,
    backup  INTEGER NOT NULL REFERENCES backups (key) ON DELETE CASCADE,
    member  BLOB    NOT NULL,
    kind    INTEGER NOT NULL,
    opened  INTEGER NOT NULL,
    used    INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_member ON sessions (backup, member);
CREATE INDEX sessions_expires ON sessions (expires);

CREATE TABLE seen (
    backup INTEGER NOT NULL REFERENCES backups (key) ON DELETE CASCADE,
    member BLOB    NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (backup, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
    id      BLOB    PRIMARY KEY,
    state   BLOB    NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX attempts_expires ON attempts (expires);

CREATE TABLE budgets (
    key     BLOB    PRIMARY KEY,
    count   INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX budgets_expires ON budgets (expires);

CREATE TABLE alerts (
    key           INTEGER PRIMARY KEY,
    backup        INTEGER NOT NULL REFERENCES backups (key) ON DELETE CASCADE,
    address       TEXT    NOT NULL,
    confirm_token BLOB    NOT NULL UNIQUE,
    stop_token    BLOB    NOT NULL UNIQUE,
    confirmed     INTEGER NOT NULL DEFAULT 0,
    expires       INTEGER NOT NULL,
    UNIQUE (backup, address)
) STRICT;

CREATE INDEX alerts_expires ON alerts (expires) WHERE confirmed = 0;

-- AUTOINCREMENT: an id is never given to another mail, so that a late "done" can't hit it.
CREATE TABLE outbox (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    tries     INTEGER NOT NULL DEFAULT 0,
    created   INTEGER NOT NULL,
    next_try  INTEGER NOT NULL,
    error     TEXT
) STRICT;

CREATE INDEX outbox_next_try ON outbox (next_try);

CREATE TABLE jobs (
    name         TEXT    PRIMARY KEY,
    leased_until INTEGER NOT NULL DEFAULT 0,
    finished     INTEGER NOT NULL DEFAULT 0,
    -- The key of the backup a round has come to.
    cursor       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
