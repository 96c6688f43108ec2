-- The organisation portal. Ids are 16 random bytes, hashes 32. What is secret is hashed or sealed before it comes here.

CREATE TABLE people (
    id             BLOB    PRIMARY KEY,
    name           TEXT    NOT NULL UNIQUE,
    shown          TEXT    NOT NULL,
    role           INTEGER NOT NULL,
    role_since     INTEGER NOT NULL,
    state          INTEGER NOT NULL,
    -- Has, or had, an everyday second factor: the state an enabled account goes back to.
    enrolled       INTEGER NOT NULL DEFAULT 0,
    default_method BLOB,
    revision       INTEGER NOT NULL DEFAULT 1,
    created        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX people_privileged ON people (role) WHERE role > 1;

CREATE TABLE addresses (
    key       INTEGER PRIMARY KEY,
    person    BLOB    NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    address   TEXT    NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (person, address)
) STRICT;

CREATE TABLE methods (
    person        BLOB    NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    id            BLOB    NOT NULL,
    kind          INTEGER NOT NULL,
    state         INTEGER NOT NULL,
    name          TEXT    NOT NULL,
    secret        BLOB    NOT NULL,
    added         INTEGER NOT NULL,
    last_used     INTEGER,
    -- The newest time step of a code that was accepted.
    last_step     INTEGER,
    ends          INTEGER,
    limited_until INTEGER,
    PRIMARY KEY (person, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE one_times (
    hash    BLOB    PRIMARY KEY,
    person  BLOB    NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    purpose INTEGER NOT NULL,
    method  BLOB,
    expires INTEGER,
    -- NULL: as often as one likes until it expires.
    uses    INTEGER,
    FOREIGN KEY (person, method) REFERENCES methods (person, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX one_times_method ON one_times (person, method);
CREATE INDEX one_times_expires ON one_times (expires) WHERE expires IS NOT NULL;

CREATE TABLE sign_ins (
    id      BLOB    PRIMARY KEY,
    person  BLOB    REFERENCES people (id) ON DELETE CASCADE,
    started INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_ins_person ON sign_ins (person) WHERE person IS NOT NULL;
CREATE INDEX sign_ins_expires ON sign_ins (expires);

CREATE TABLE sign_in_evidence (
    sign_in BLOB    NOT NULL REFERENCES sign_ins (id) ON DELETE CASCADE,
    kind    INTEGER NOT NULL,
    method  BLOB    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (sign_in, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE portal_sessions (
    token   BLOB    PRIMARY KEY,
    person  BLOB    NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    opened  INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    origin  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX portal_sessions_person ON portal_sessions (person);
CREATE INDEX portal_sessions_expires ON portal_sessions (expires);

CREATE TABLE session_evidence (
    session BLOB    NOT NULL REFERENCES portal_sessions (token) ON DELETE CASCADE,
    method  BLOB    NOT NULL,
    kind    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (session, method)
) STRICT, WITHOUT ROWID;

CREATE TABLE guesses (
    key    BLOB    PRIMARY KEY,
    in_row INTEGER NOT NULL,
    last   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only; each hash covers the one before.
CREATE TABLE audit (
    number   INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    actor    BLOB,
    target   BLOB,
    action   TEXT    NOT NULL,
    origin   TEXT    NOT NULL,
    evidence TEXT    NOT NULL,
    details  TEXT    NOT NULL,
    hash     BLOB    NOT NULL
) STRICT;

CREATE INDEX audit_actor ON audit (actor) WHERE actor IS NOT NULL;
CREATE INDEX audit_target ON audit (target) WHERE target IS NOT NULL;
CREATE INDEX audit_action ON audit (action);
