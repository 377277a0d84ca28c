-- What the tags of batches are made with, by which retries are recognised: 122 random bits, the same for all gateways.
ALTER TABLE head ADD COLUMN retry_secret bytea NOT NULL DEFAULT decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
