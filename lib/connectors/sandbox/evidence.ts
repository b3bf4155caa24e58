import { type Queryable, query, transaction } from "@/lib/db/sql";
import { EVIDENCE_OF } from "@/lib/generated/sql/connectors/sandbox/books/evidence-of";
import { LOCK_CHARGE } from "@/lib/generated/sql/connectors/sandbox/books/lock-charge";
import type { EvidenceRefusal, EvidenceRequest } from "../dispute-answers";
import { type Booked, bookOnce, EVENT_DELAY_MS } from "./books";
import type { SandboxDecision } from "./decide";
import { sandboxDeadlineOf } from "./events";
import { scenarioOf } from "./scenarios";

/** Books an answer to a dispute, and each dispute's only once. Null where there is no such dispute. */
export async function bookEvidence(request: EvidenceRequest): Promise<Booked | null> {
  return await transaction(async (tx) => {
    const chargeReference = request.disputeReference.replace("_dp_", "_ch_");
    const [charge] = await query(LOCK_CHARGE, { chargeReference }, tx);
    if (!charge || !isDisputed(charge, request.now)) return null;
    return await bookOnce(
      {
        ...{ attemptId: request.attemptId, operation: "evidence", parentReference: request.disputeReference },
        ...{ amountMinor: charge.amountMinor, currency: charge.currency, scenario: charge.scenario },
        ...{ decision: await decide(request, charge, tx), now: request.now },
      },
      tx,
    );
  });
}

function isDisputed({ operation, state, scenario, updatedAt }: Booked, now: Date): boolean {
  return (
    operation === "charge" &&
    state === "succeeded" &&
    scenarioOf(scenario)?.disputedAfterwards === true &&
    updatedAt.getTime() + EVENT_DELAY_MS <= now.getTime()
  );
}

async function decide(request: EvidenceRequest, charge: Booked, tx: Queryable): Promise<SandboxDecision> {
  const sent = await query(EVIDENCE_OF, { disputeReference: request.disputeReference }, tx);
  if (sent.length > 0) return refused("evidence_sent_before");
  return sandboxDeadlineOf(charge) <= request.now
    ? refused("evidence_too_late")
    : { state: "succeeded", declineCode: null };
}

function refused(declineCode: EvidenceRefusal): SandboxDecision {
  return { state: "failed", declineCode };
}
