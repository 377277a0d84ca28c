-- The gateways. The one that writes to a row is its process; a row with taken_by is of one that is dead, and its batches belong to the gateway named there.
CREATE TABLE gateway (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    started timestamptz NOT NULL DEFAULT clock_timestamp(),
    heartbeat timestamptz NOT NULL DEFAULT clock_timestamp(),
    taken_by bigint,
    -- Of this gateway's batches, those that it took over included, every one up to here is committed, and it will append none up to here.
    low bigint NOT NULL,
    last_batch bigint NOT NULL DEFAULT 0,
    accepted bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Numbers of batches. A gateway takes one only inside the transaction that appends it, after it has locked its row.
CREATE SEQUENCE batch_id;

-- Raw batches. slice: hours since 1970, of when it was appended. What clients sent as text is bytea: not all of it need be text.
CREATE TABLE journal (
    slice int NOT NULL,
    id bigint NOT NULL,
    gateway bigint NOT NULL,
    received bigint NOT NULL,
    records int NOT NULL,
    bytes int NOT NULL,
    format smallint NOT NULL,
    match_content boolean NOT NULL,
    peer bytea,
    service bytea,
    retry_key bytea,
    payload bytea NOT NULL,
    PRIMARY KEY (id, slice)
) PARTITION BY LIST (slice);
ALTER TABLE journal ALTER COLUMN payload SET STORAGE EXTERNAL;

-- Recent batches by key or content, so that a client's retry is recognised whichever gateway it reaches. written: nanoseconds since 1970.
CREATE TABLE retry (
    key bytea PRIMARY KEY,
    content bytea NOT NULL,
    batch bigint NOT NULL,
    written bigint NOT NULL
);
CREATE INDEX retry_written ON retry (written);

-- One row. Every transaction that changes what the store shows locks it first: so block ids are in the order of commits, and a seal and a commit never both win.
CREATE TABLE head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    sealed bigint NOT NULL DEFAULT 0,
    settled bigint NOT NULL DEFAULT 0,
    next_unit bigint NOT NULL DEFAULT 1,
    next_block bigint NOT NULL DEFAULT 1,
    next_quarantine bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 50);
INSERT INTO head DEFAULT VALUES;

-- Batches above head.settled that are committed.
CREATE TABLE committed (batch bigint PRIMARY KEY);

-- Units of work. state: 1 visible, 2 staged by a rewind, 3 superseded or abandoned. tallies: committed, quarantined, dropped of each of batches.
CREATE TABLE unit (
    id bigint PRIMARY KEY,
    slice int NOT NULL,
    state smallint NOT NULL,
    color smallint NOT NULL,
    generation bigint NOT NULL,
    release text NOT NULL,
    since bigint NOT NULL,
    rewind bigint,
    replaces bigint,
    kept bigint NOT NULL,
    quarantined bigint NOT NULL,
    dropped bigint NOT NULL,
    quarantine_items int NOT NULL,
    batches bigint[] NOT NULL,
    tallies int[] NOT NULL
);
CREATE INDEX unit_generation ON unit (generation, id) WHERE state = 1;
CREATE UNIQUE INDEX unit_staged ON unit (rewind, replaces) WHERE state = 2;
CREATE INDEX unit_slice ON unit (slice);

CREATE TABLE block (
    id bigint PRIMARY KEY,
    unit bigint NOT NULL,
    slice int NOT NULL,
    body bigint NOT NULL,
    state smallint NOT NULL,
    color smallint NOT NULL,
    generation bigint NOT NULL,
    release text NOT NULL,
    first_batch bigint NOT NULL,
    last_batch bigint NOT NULL,
    rows int NOT NULL,
    min_time bigint NOT NULL,
    max_time bigint NOT NULL,
    bytes int NOT NULL,
    since bigint NOT NULL
);
CREATE INDEX block_time ON block (max_time DESC, min_time) WHERE state = 1;
CREATE INDEX block_unit ON block (unit);
CREATE INDEX block_slice ON block (slice);

-- Encoded blocks, compressed already. slice: quarters of a day since 1970, of when it was committed.
CREATE SEQUENCE body_id INCREMENT BY 1024;
CREATE TABLE body (
    slice int NOT NULL,
    id bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (id, slice)
) PARTITION BY LIST (slice);
ALTER TABLE body ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Records in quarantine. One that was processed again is deleted.
CREATE TABLE quarantine (
    id bigint PRIMARY KEY,
    unit bigint NOT NULL,
    state smallint NOT NULL,
    color smallint NOT NULL,
    generation bigint NOT NULL,
    release text NOT NULL,
    batch bigint NOT NULL,
    ordinal int NOT NULL,
    received bigint NOT NULL,
    format smallint NOT NULL,
    records int NOT NULL,
    reason bytea NOT NULL,
    payload bytea NOT NULL
);
CREATE INDEX quarantine_unit ON quarantine (unit);

-- The sums of all visible units, of those that retention took as well.
CREATE TABLE generation_totals (
    generation bigint PRIMARY KEY,
    release text NOT NULL,
    batches bigint NOT NULL,
    kept bigint NOT NULL,
    quarantined bigint NOT NULL,
    dropped bigint NOT NULL
);

CREATE TABLE rewind_outcome (
    rewind bigint PRIMARY KEY,
    units bigint NOT NULL,
    batches bigint NOT NULL,
    records_before bigint NOT NULL,
    records_after bigint NOT NULL
);

CREATE TABLE deployment (
    id bigint PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL
);

CREATE TABLE audit (
    number bigint PRIMARY KEY,
    entry json NOT NULL
);

CREATE TABLE notification (
    receiver text PRIMARY KEY,
    deployment bigint NOT NULL,
    entries int NOT NULL
);

CREATE TABLE release (
    id text PRIMARY KEY,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    number bigint GENERATED ALWAYS AS IDENTITY,
    manifest json NOT NULL,
    rules text NOT NULL,
    artifact bytea
);
ALTER TABLE release ALTER COLUMN artifact SET STORAGE EXTERNAL;

-- Small states that the gateways share, by kind and name: keys, jobs.
CREATE TABLE document (
    kind text NOT NULL,
    name text NOT NULL,
    version bigint NOT NULL,
    content json NOT NULL,
    PRIMARY KEY (kind, name)
);
