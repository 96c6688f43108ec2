-- Approvals by the app, and what administrators decide on.

-- "It wasn't me" was said: no requests before then.
ALTER TABLE people ADD COLUMN paused_until INTEGER;
-- The language of the mails.
ALTER TABLE people ADD COLUMN language TEXT;
-- Both names in lower case, to be searched.
ALTER TABLE people ADD COLUMN searched TEXT NOT NULL DEFAULT '';
UPDATE people SET searched = lower(name || ' ' || shown);

ALTER TABLE methods ADD COLUMN suspended INTEGER;
-- The method that goes when this one goes live.
ALTER TABLE methods ADD COLUMN replaces BLOB;

CREATE INDEX methods_waiting ON methods (added) WHERE state = 1;

-- Ids of signed messages that were accepted.
CREATE TABLE messages (
    hash    BLOB    PRIMARY KEY,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX messages_expires ON messages (expires);

CREATE TABLE approval_requests (
    id          BLOB    PRIMARY KEY,
    person      BLOB    NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    -- Who asks: an attempt, a session, or a mailed link. What asked may be gone.
    purpose     INTEGER NOT NULL,
    asker       BLOB    NOT NULL,
    method      BLOB,
    application TEXT    NOT NULL,
    place       TEXT,
    browser     TEXT,
    number      TEXT    NOT NULL,
    created     INTEGER NOT NULL,
    expires     INTEGER NOT NULL,
    state       INTEGER NOT NULL,
    answered_by BLOB,
    answered_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX approval_requests_waiting ON approval_requests (person) WHERE state = 1;
CREATE INDEX approval_requests_asker ON approval_requests (asker, created);
CREATE INDEX approval_requests_expires ON approval_requests (expires);

CREATE TABLE enrolments (
    code          BLOB    PRIMARY KEY REFERENCES one_times (hash) ON DELETE CASCADE,
    session       BLOB    NOT NULL REFERENCES portal_sessions (token) ON DELETE CASCADE,
    replacing     BLOB,
    limited_until INTEGER,
    -- What came of it.
    method        BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX enrolments_session ON enrolments (session);

CREATE TABLE app_sessions (
    token   BLOB    PRIMARY KEY,
    person  BLOB    NOT NULL,
    method  BLOB    NOT NULL,
    expires INTEGER NOT NULL,
    FOREIGN KEY (person, method) REFERENCES methods (person, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX app_sessions_method ON app_sessions (person, method);
CREATE INDEX app_sessions_expires ON app_sessions (expires);

-- One row, or none.
CREATE TABLE policy (
    key             INTEGER PRIMARY KEY,
    revision        INTEGER NOT NULL,
    organisation    TEXT,
    -- Numbers of kinds, separated by spaces.
    kinds           TEXT    NOT NULL,
    digits          INTEGER NOT NULL,
    pass_ms         INTEGER NOT NULL,
    longest_pass_ms INTEGER NOT NULL
) STRICT;

-- Deeds that wait for a second administrator. Who wanted what stays in the audit log.
CREATE TABLE deeds (
    id      BLOB    PRIMARY KEY,
    wanted  BLOB    NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    target  BLOB    NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    deed    TEXT    NOT NULL,
    made    INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX deeds_wanted ON deeds (wanted);
CREATE INDEX deeds_target ON deeds (target);

CREATE TABLE recoveries (
    id        BLOB    PRIMARY KEY,
    person    BLOB    NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    made      INTEGER NOT NULL,
    origin    TEXT    NOT NULL,
    note      TEXT    NOT NULL,
    closed_at INTEGER,
    closed_by BLOB,
    checked   TEXT
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX recoveries_open ON recoveries (person) WHERE closed_at IS NULL;
CREATE INDEX recoveries_person ON recoveries (person);

-- The same as HTML.
ALTER TABLE outbox ADD COLUMN html TEXT;

CREATE INDEX guesses_of_nobody ON guesses (last) WHERE key >= x'ff';

-- One row while nobody is there.
CREATE TABLE setup_link (
    key     INTEGER PRIMARY KEY,
    hash    BLOB    NOT NULL,
    expires INTEGER NOT NULL
) STRICT;
