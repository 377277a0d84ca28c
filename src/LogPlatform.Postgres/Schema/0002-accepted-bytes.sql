-- Bytes of the batches that are counted in accepted, as they were received. A gateway of the release before adds nothing here.
ALTER TABLE gateway ADD COLUMN accepted_bytes bigint NOT NULL DEFAULT 0;
