import { z } from "zod";
import { type Queryable, query } from "@/lib/db/sql";
import { FIND_PROOF } from "@/lib/generated/sql/policies/eft/find-proof";
import { KEEP_PROOF } from "@/lib/generated/sql/policies/eft/keep-proof";
import { unfit } from "@/lib/policies/field-words";
import { DESCRIPTION_LENGTH_MAX, positiveIntegerField, text, uuidField } from "@/lib/policies/fields";
import type { PolicyWithRules } from "@/lib/policies/policy";
import { readBody, refuseIssues } from "@/lib/policies/read-body";
import { timeField } from "@/lib/policies/time-field";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { readCreateBody } from "./create-fields";
import { createIn } from "./create-policy-payment";
import type { Asked } from "./judge-payment";
import { getPolicyPayment } from "./list-policy-payments";
import type { PolicyPayment } from "./policy-payment";

const proofOfPayment = z.strictObject({
  file_name: text(),
  description: text(),
  file_base64: z.base64({ error: "must be base64" }).min(1, { error: "is not allowed to be empty" }),
  file_type: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/, { error: "must be a media type, such as application/pdf" }),
});
export type ProofOfPayment = z.output<typeof proofOfPayment>;

export const allocateEftBody = z.strictObject({
  amount: positiveIntegerField,
  description: text(DESCRIPTION_LENGTH_MAX),
  payment_date: timeField,
  payment_method_id: uuidField,
  proof_of_payment: proofOfPayment,
});

/** A premium that was paid by EFT, as it is judged and recorded, and what shows it. Refuses with `invalid`. */
export function eftAllocated(
  ctx: Ctx,
  { policy, body }: { policy: PolicyWithRules; body: Record<string, unknown> },
): { asked: Asked; proof: ProofOfPayment } {
  const { payment_date, proof_of_payment: proof } = readBody(allocateEftBody, body);
  if (payment_date > ctx.now)
    refuseIssues([unfit("payment_date", "must not be after now: the money has arrived")]);
  const { proof_of_payment: _, ...told } = body;
  const premium = { status: "successful", payment_type: "premium", premium_type: "manual_eft" };
  const how = { collection_type: "other", finalized_at: ctx.now.toISOString() };
  return { asked: { policy, read: readCreateBody({ ...told, ...premium, ...how }) }, proof };
}

/** Records the premium and keeps its proof, in one transaction. */
export async function allocateEft(
  tx: Queryable,
  ctx: Ctx,
  { asked, proof }: { asked: Asked; proof: ProofOfPayment },
): Promise<PolicyPayment> {
  authorize(ctx, "payments:create");
  const payment = await createIn(tx, ctx, asked);
  const { file_name: fileName, description, file_type: fileType } = proof;
  const content = Buffer.from(proof.file_base64, "base64");
  await query(
    KEEP_PROOF,
    { paymentId: payment.id, fileName, description, fileType, content, now: ctx.now },
    tx,
  );
  return payment;
}

/** What shows that a payment was made. Refuses with `not_found`, also where nothing was handed in. */
export async function getProofOfPayment({ ctx, input }: { ctx: Ctx; input: { id: string } }) {
  const { id } = await getPolicyPayment({ ctx, input });
  const [proof] = await query(FIND_PROOF, { paymentId: id });
  if (!proof) throw new Refused({ code: "not_found", object: "Proof of payment", id });
  return proof;
}
