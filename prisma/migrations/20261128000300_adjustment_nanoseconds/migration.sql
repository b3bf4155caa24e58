-- When an adjustment happened is part of what it is, and a timestamp ends at the millisecond: these are the nanoseconds
-- beyond it.
ALTER TABLE adjustment ADD COLUMN occurred_nanos integer NOT NULL DEFAULT 0
  CHECK (occurred_nanos BETWEEN 0 AND 999999);
