import { exactJson } from "@/lib/http/exact-json";
import { recordUnlessTwin } from "@/lib/payments/record-payments";
import { STILL_RUNNING } from "@/lib/policies/errors";
import { presentPayment } from "@/lib/policies/present";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { readCreateBody } from "./create-fields";
import { keyOf, type RequestKey } from "./idempotency";
import { judgePayment } from "./judge-payment";
import { forgetPolicyAndMethod, type JudgedBy, judgedColumns, policyAndMethod } from "./judging-memory";
import { type PolicyPaymentDraft, toPaymentDraft } from "./policy-payment-draft";
import { RECORD_POLICY } from "./record-policy-payments";
import { recordedPolicyPayment } from "./recorded-policy-payment";

/** A creation as the door takes it. */
export interface DoorCreation {
  ctx: Ctx;
  url: URL;
  /** Null where the path names no id. */
  policyId: string | null;
  body: Record<string, unknown>;
}

/**
 * Records an ordinary payment (one that is still to be paid, and retries none) with its answer in one statement: judged by
 * its policy and method as they were last read, written only if they are still so. Resolves to the answer's text, or to null
 * where the payment has to be judged under its locks, which also words every refusal. Refuses with `conflict` a key whose
 * first request still runs. Policy contract.
 */
export async function createAtOnce(creation: DoorCreation): Promise<string | null> {
  const { ctx, url, policyId, body } = creation;
  authorize(ctx, "policies:read");
  const read = readCreateBody(body);
  const { status, retry_of, payment_method_id: methodId } = read.value;
  if (read.issues.length > 0 || status !== "pending" || retry_of !== undefined || !methodId) return null;
  if (policyId === null) return null;
  const key = await keyOf({ ctx, url, method: "POST", body });
  const judgedBy = await policyAndMethod(policyId, methodId);
  if (!judgedBy) return null;
  const { policy, method } = judgedBy;
  const bound = merchantBound(ctx.actor);
  if (bound && bound !== policy.merchantId) return null;
  const facts = {
    chains: new Map(),
    references: new Set<string>(),
    methods: new Map(method && [[methodId, method]]),
  };
  const judged = judgePayment(ctx, facts, { policy, read });
  if ("issues" in judged || judged.draft.status !== "pending") {
    forgetPolicyAndMethod(policyId, methodId);
    return null;
  }
  return once(key, () => record(ctx, judgedBy, judged.draft, key));
}

async function record(
  ctx: Ctx,
  judgedBy: JudgedBy,
  judged: PolicyPaymentDraft,
  key: RequestKey | null,
): Promise<string | null> {
  const draft = toPaymentDraft(ctx, judged);
  const answer = exactJson(presentPayment(recordedPolicyPayment(ctx, judged)));
  const detail = {
    ...draft.detail,
    ...judgedColumns(judgedBy),
    ...(key && {
      request_merchant_id: key.merchantId,
      request_key: key.key,
      request_fingerprint: key.fingerprint.toString("hex"),
      request_answer: answer,
    }),
  };
  if ((await recordUnlessTwin(ctx, RECORD_POLICY, { ...draft, detail })) === "recorded") return answer;
  forgetPolicyAndMethod(judgedBy.policy.id, judged.paymentMethodId);
  return null;
}

const running = new Set<string>();

async function once<T>(key: RequestKey | null, work: () => Promise<T>): Promise<T> {
  if (!key) return work();
  const text = `${key.merchantId}/${key.key}`;
  if (running.has(text)) throw new Refused({ code: "conflict", message: STILL_RUNNING });
  running.add(text);
  try {
    return await work();
  } finally {
    running.delete(text);
  }
}
