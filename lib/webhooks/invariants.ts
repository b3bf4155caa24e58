import { EVENT_TYPES } from "./event-types";

const CATALOGUE = EVENT_TYPES.map(({ type }) => `'${type}'`).join(", ");

/** What must hold of events and their deliveries at every moment between two transactions. */
export const WEBHOOK_INVARIANTS: Record<string, string> = {
  "every event is in the catalogue": `SELECT event_id::text || ' ' || type AS id FROM outbox WHERE type NOT IN (${CATALOGUE})`,
  "every step of a commission, a referral or a partnership has its event": `
    SELECT s.object_type || ' ' || s.object_id AS id FROM state_change s GROUP BY s.object_type, s.object_id
    HAVING count(*) <> (SELECT count(*) FROM outbox o WHERE o.object_id = s.object_id::text
      AND o.type LIKE s.object_type || '.%')`,
  "every payout run has its event": `
    SELECT r.id FROM payout_run r WHERE NOT EXISTS (
      SELECT 1 FROM outbox o WHERE o.object_id = r.id::text AND o.type = 'payout_run.made')`,
  "a delivered or given-up delivery is not being sent, and its attempts are all there": `
    SELECT d.id FROM webhook_delivery d
    WHERE d.attempts <> (SELECT count(*) FROM webhook_attempt a WHERE a.delivery_id = d.id)
      OR (d.state = 'delivered' AND NOT EXISTS (
        SELECT 1 FROM webhook_attempt a WHERE a.delivery_id = d.id AND a.outcome = 'delivered'))`,
};
