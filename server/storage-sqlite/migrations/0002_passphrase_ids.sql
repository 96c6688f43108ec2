-- An id of a passphrase's slot is the credential identifier of OPAQUE: who may have it evaluated is asked for every registration.
CREATE INDEX slots_passphrase ON slots (id) WHERE kind = 3;
CREATE INDEX staged_passphrase ON staged (id) WHERE kind = 3;
