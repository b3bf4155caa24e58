-- What the policy door's clients tell of a policyholder beside the name, in that door's words; who added it.
ALTER TABLE policyholder
  ADD COLUMN details jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN app_data jsonb,
  ADD COLUMN created_by jsonb;
-- A policyholder is looked up, and added once, by what identifies it.
CREATE INDEX policyholder_identification ON policyholder (merchant_id, (identification ->> 'number'));

ALTER TABLE policy
  ADD COLUMN app_data jsonb,
  ADD COLUMN created_by jsonb;
