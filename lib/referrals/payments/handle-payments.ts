import type { Call } from "@/lib/doors/door";
import { readJsonObject } from "@/lib/http/json-body";
import { fieldIssues, validate } from "@/lib/http/validate";
import { merchantOfDoor } from "@/lib/referrals/merchant-of-door";
import { envelope, presentPayment } from "@/lib/referrals/present";
import { paymentBody, refundBody } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type FieldIssue, Refused } from "@/lib/verb/problem";
import { getReferralPayment } from "./get-referral-payment";
import { isKeyTaken, KEY_TAKEN, recordReferralPayment } from "./record-referral-payment";
import { refundReferralPayment } from "./refund-referral-payment";

export async function createPayment({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "payments:create");
  const body = await readJsonObject(request);
  const parsed = paymentBody.safeParse(body, { reportInput: true });
  if (!parsed.success) return refuse(ctx, body, fieldIssues(parsed.error));
  return envelope(presentPayment(await recordReferralPayment({ ctx, input: parsed.data })), 202);
}

export async function showPayment({ ctx, params }: Call): Promise<Response> {
  return envelope(presentPayment(await getReferralPayment({ ctx, input: { id: params.id ?? "" } })), 200);
}

export async function refund({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "payments:refund");
  const { payment_id } = validate(refundBody, await readJsonObject(request));
  await refundReferralPayment({ ctx, input: { idempotencyKey: payment_id } });
  return Response.json({ message: "ok" });
}

/** A key that is taken is told together with whatever else is wrong. */
async function refuse(ctx: Ctx, body: Record<string, unknown>, bad: FieldIssue[]): Promise<never> {
  const key = body.idempotency_key;
  const judged = bad.some(({ path }) => path === KEY_TAKEN.path);
  const taken = !judged && typeof key === "string" && (await isKeyTaken(await merchantOfDoor(ctx), key));
  const [first, ...rest] = taken ? [...bad, KEY_TAKEN] : bad;
  if (!first) throw new Error("zod refused without an issue");
  throw new Refused({ code: "invalid", issues: [first, ...rest] });
}
