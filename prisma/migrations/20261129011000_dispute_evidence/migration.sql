-- Evidence is sent to a dispute once: by one attempt that has not failed.
ALTER TABLE attempt DROP CONSTRAINT attempt_operation_check;
ALTER TABLE attempt ADD CONSTRAINT attempt_operation_check
  CHECK (operation IN ('charge', 'refund', 'payout', 'evidence'));
CREATE UNIQUE INDEX attempt_one_evidence ON attempt (payment_id, (method #>> '{evidence,disputeReference}'))
  WHERE operation = 'evidence' AND state <> 'failed';

ALTER TABLE sandbox_operation DROP CONSTRAINT sandbox_operation_operation_check;
ALTER TABLE sandbox_operation ADD CONSTRAINT sandbox_operation_operation_check
  CHECK (operation IN ('charge', 'refund', 'payout', 'evidence'));
CREATE INDEX sandbox_operation_evidence ON sandbox_operation (parent_reference) WHERE operation = 'evidence';
