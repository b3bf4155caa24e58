-- What retries collected is summed on every overview, by the day it was collected or the day the retry was made: of the
-- few payments that are retries.
CREATE INDEX policy_payment_retry_decided ON policy_payment (finalized_at) WHERE retry_of IS NOT NULL;
CREATE INDEX policy_payment_retry_made ON policy_payment (created_at) WHERE retry_of IS NOT NULL;
