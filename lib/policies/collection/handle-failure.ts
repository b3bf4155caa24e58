import { type Queryable, query } from "@/lib/db/sql";
import { SAVE } from "@/lib/generated/sql/policies/collection/handle-failure/save";
import { type Announcement, announce } from "@/lib/outbox/announce";
import { lockMethods, type PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import { factsTold, type PolicyPaymentDraft } from "@/lib/policies/payments/policy-payment-draft";
import { recordPolicyPayments } from "@/lib/policies/payments/record-policy-payments";
import { type Ctx, onBehalf } from "@/lib/verb/context";
import { chainsOf } from "./chains";
import { chosenMethods } from "./chosen-method";
import { type CollectionOutcome, consequencesOf } from "./consequences";
import { recordConsequences } from "./record-consequences";

/**
 * What follows from payments that failed or succeeded: the count of failures in a row, a method blocked or not, a retry
 * made or not, each with an event and a line in the timeline that names the rule. The one place, whoever reported it
 * and however many at once; they count in their order. The originals must be locked.
 */
export async function handleOutcomes(
  tx: Queryable,
  ctx: Ctx,
  outcomes: readonly CollectionOutcome[],
): Promise<void> {
  const counting = outcomes.filter(({ payment }) => payment.paymentType !== "reversal");
  const failed = counting.filter(({ failure }) => failure !== null);
  if (counting.length === 0) return;
  const retriable = failed.filter(({ failure }) => failure?.action === "allow_retry");
  const chosen = await chosenMethods(
    tx,
    retriable.map(({ payment }) => payment.policy.id),
  );
  const methods = await lockMethods(
    tx,
    counting.map(({ payment }) => payment.paymentMethodId),
  );
  const chains = await chainsOf(
    failed.map(({ payment }) => payment.id),
    tx,
  );
  const { retries, news, changed } = consequencesOf(counting, { methods, chains, chosen });
  await saveStandings(tx, ctx, changed);
  if (retries.length > 0) await recordPolicyPayments(tx, retryContext(ctx), retries);
  // A block is one event, but a line in two histories: the payment's and the method's.
  const payments = new Map(failed.map(({ payment }) => [payment.id, payment]));
  await announce(
    tx,
    ctx,
    news.flatMap((each) => {
      const payment = payments.get(each.paymentId ?? "");
      return payment ? [{ ...each, data: { ...each.data, ...knownBy(payment, each) } }] : [];
    }),
  );
  await recordConsequences(tx, ctx, news);
}

/** What an event says of its payment besides: ids of the core are none of the policy door's. */
function knownBy(payment: PolicyPaymentDraft, { type, data: { retryId } }: Announcement) {
  if (type === "payment_method.blocked") return { paymentReference: payment.id };
  return { ...factsTold(payment), ...(retryId !== undefined && { retryReference: retryId }) };
}

// Who reported the failure did not ask for the retry: a rule did.
function retryContext(ctx: Ctx): Ctx {
  return onBehalf("policy-retries", ctx);
}

async function saveStandings(
  tx: Queryable,
  ctx: Ctx,
  methods: readonly PolicyPaymentMethod[],
): Promise<void> {
  if (methods.length === 0) return;
  const rows = methods.map(({ id, consecutiveFailures, banvStatus, blockedReason }) => ({
    id,
    consecutive_failures: consecutiveFailures,
    banv_status: banvStatus,
    blocked_reason: blockedReason,
  }));
  await query(SAVE, { rows, now: ctx.now }, tx);
}
