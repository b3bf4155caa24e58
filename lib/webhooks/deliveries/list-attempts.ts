import { query } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/webhooks/deliveries/get-delivery/find";
import { LIST_ATTEMPTS } from "@/lib/generated/sql/webhooks/deliveries/list-attempts";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { ATTEMPTS_SHOWN_MAX } from "@/lib/webhooks/limits";
import type { AttemptExchange } from "./get-delivery";

export type AnsweredAttempt = Omit<
  AttemptExchange,
  "detail" | "address" | "requestHeaders" | "answerCut" | "answerForgotten"
>;

/** The latest ATTEMPTS_SHOWN_MAX attempts at a delivery, each with its answer, latest first. Refuses with `not_found`. */
export async function listAttempts({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<AnsweredAttempt[]> {
  authorize(ctx, "webhooks:read");
  const [delivery] = await query(FIND, { id, merchantId: merchantBound(ctx.actor) });
  if (!delivery) throw new Refused({ code: "not_found", object: "webhook delivery", id });
  return query(LIST_ATTEMPTS, { id, attemptsShownMax: ATTEMPTS_SHOWN_MAX });
}
