import { query } from "@/lib/db/sql";
import { ATTEMPTS_ARE_THERE } from "@/lib/generated/sql/webhooks/invariants/attempts-are-there";
import { EVENT_IN_CATALOGUE } from "@/lib/generated/sql/webhooks/invariants/event-in-catalogue";
import { RUN_HAS_EVENT } from "@/lib/generated/sql/webhooks/invariants/run-has-event";
import { STEP_HAS_EVENT } from "@/lib/generated/sql/webhooks/invariants/step-has-event";
import { EVENT_TYPES } from "./event-types";

const TYPES = EVENT_TYPES.map(({ type }) => type);

/** What must hold of events and their deliveries at every moment between two transactions. */
export const WEBHOOK_INVARIANTS = {
  "every event is in the catalogue": () => query(EVENT_IN_CATALOGUE, { types: TYPES }),
  "every step of a commission, a referral or a partnership has its event": () => query(STEP_HAS_EVENT, {}),
  "every payout run has its event": () => query(RUN_HAS_EVENT, {}),
  "a delivered or given-up delivery is not being sent, and its attempts are all there": () =>
    query(ATTEMPTS_ARE_THERE, {}),
};
