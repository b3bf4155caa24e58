import type Stripe from "stripe";
import type { Json } from "../connector";
import type {
  DisputeAnswers,
  Evidence,
  EvidenceLookup,
  EvidenceOutcome,
  EvidenceRefusal,
  EvidenceRequest,
} from "../dispute-answers";
import { certainRefusal, refusedAs } from "./decline";
import { expectKind } from "./outcome";

/** Evidence as Stripe takes it: our mark on the dispute tells whose it was. */
export function disputeAnswers(stripe: Stripe): DisputeAnswers {
  return {
    submitEvidence: (request) => submit(stripe, request),
    lookup: async (request) => sentAlready(await read(stripe, request), request) ?? { state: "not_found" },
  };
}

async function submit(stripe: Stripe, request: EvidenceRequest): Promise<EvidenceOutcome> {
  try {
    const dispute = await read(stripe, request);
    const before = sentAlready(dispute, request) ?? tooLate(dispute);
    if (before) return before;
    const { disputeReference, attemptId: idempotencyKey } = request;
    const sent = await stripe.disputes.update(disputeReference, updateOf(request), { idempotencyKey });
    expectKind(sent, "dispute");
    return { state: "succeeded", providerReference: sent.id, raw: rawOf(sent) };
  } catch (err) {
    const refusal = certainRefusal(err);
    if (!refusal) throw err;
    return refused(refusedAs("evidence_refused", refusal), refusal.raw);
  }
}

async function read(stripe: Stripe, { disputeReference }: EvidenceLookup): Promise<Stripe.Dispute> {
  const dispute = await stripe.disputes.retrieve(disputeReference);
  expectKind(dispute, "dispute");
  return dispute;
}

function sentAlready(dispute: Stripe.Dispute, { attemptId }: EvidenceLookup): EvidenceOutcome | null {
  if (dispute.evidence_details.submission_count === 0) return null;
  const raw = rawOf(dispute);
  return dispute.metadata.attempt_id === attemptId
    ? { state: "succeeded", providerReference: dispute.id, raw }
    : refused("evidence_sent_before", raw);
}

// Stripe takes late evidence too, and does not say whether the bank will look at it.
function tooLate(dispute: Stripe.Dispute): EvidenceOutcome | null {
  const { due_by: dueBy } = dispute.evidence_details;
  if (DECIDED.includes(dispute.status)) return refused("evidence_after_decision", rawOf(dispute));
  return dueBy && dueBy * 1_000 <= Date.now() ? refused("evidence_too_late", rawOf(dispute)) : null;
}

const DECIDED: readonly string[] = ["won", "lost", "warning_closed", "prevented"];

export function updateOf({
  evidence,
  attemptId,
}: Pick<EvidenceRequest, "evidence" | "attemptId">): Stripe.DisputeUpdateParams {
  return { evidence: evidenceOf(evidence), metadata: { attempt_id: attemptId }, submit: true };
}

/** Stripe takes receipts and letters as files only; as text they stand in what it takes any text for. */
function evidenceOf({ explanation, sold, receipt, communication }: Evidence) {
  const parts: [string, string | null][] = [
    ["Receipt", receipt],
    ["Communication with the customer", communication],
  ];
  const more = parts.flatMap(([name, text]) => (text ? [`${name}:\n${text}`] : []));
  return {
    uncategorized_text: [explanation, ...more].join("\n\n"),
    ...(sold && { product_description: sold }),
  };
}

function refused(declineCode: EvidenceRefusal, raw: Json): EvidenceOutcome {
  return { state: "failed", providerReference: null, declineCode, raw };
}

function rawOf({ id, status, evidence_details }: Stripe.Dispute): Json {
  return { id, object: "dispute", status, submissions: evidence_details.submission_count };
}
