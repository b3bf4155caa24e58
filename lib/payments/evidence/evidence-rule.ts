import type { Attempt } from "../attempt";
import { disputesOf } from "../fold";
import type { Adjustment } from "../payment";

/** A dispute that may be answered from here, and the charge that it is about. */
export interface AnswerableDispute {
  /** The provider's name of it. */
  reference: string;
  /** Minor units; null where it was not said. */
  amountMinor: bigint | null;
  respondBy: Date | null;
  charge: Attempt;
}

/** Whether a dispute can be answered from here now, or why not in a sentence for people. */
export type EvidenceVerdict =
  | { standing: "open"; dispute: AnswerableDispute }
  | { standing: "under_way" | "sent" | "late" | "decided" | "elsewhere"; reason: string };

interface Judged {
  adjustments: readonly Adjustment[];
  attempts: readonly Attempt[];
}

/** The oldest open dispute of a payment that nobody has answered; null where the payment was never disputed. */
export function judgeEvidence(judged: Judged, now: Date): EvidenceVerdict | null {
  const disputes = disputesOf(judged.adjustments);
  if (disputes.length === 0) return null;
  const open = disputes.filter(({ outcome }) => outcome === "open");
  const verdicts = open.map(({ sequence }) => judgeDispute(judged, sequence, now));
  return (
    verdicts.find(({ standing }) => standing === "open") ??
    verdicts.at(-1) ?? { standing: "decided", reason: "The dispute has been decided." }
  );
}

function judgeDispute({ adjustments, attempts }: Judged, sequence: number, now: Date): EvidenceVerdict {
  const opened = adjustments.find((each) => each.sequence === sequence);
  const charge = attempts.find(({ id, operation }) => operation === "charge" && id === opened?.attemptId);
  if (!opened || !charge)
    return { standing: "elsewhere", reason: "The dispute was reported by somebody: it is answered there." };
  const { reference, amountMinor, respondBy = null } = opened;
  const answer = attempts.find((each) => answers(each, reference) && each.state !== "failed");
  if (answer?.state === "succeeded") return SENT;
  if (answer) return UNDER_WAY;
  if (respondBy && respondBy <= now)
    return { standing: "late", reason: "The time to answer the dispute has ended." };
  return { standing: "open", dispute: { reference, amountMinor, respondBy, charge } };
}

const SENT = {
  standing: "sent",
  reason: "Evidence has been sent, and a provider takes it only once.",
} as const satisfies EvidenceVerdict;

const UNDER_WAY = {
  standing: "under_way",
  reason: "Evidence has been sent to the provider, whose answer is awaited.",
} as const satisfies EvidenceVerdict;

function answers({ operation, method }: Attempt, reference: string): boolean {
  return operation === "evidence" && method.evidence?.disputeReference === reference;
}
