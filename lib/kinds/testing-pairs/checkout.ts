import { contextOf } from "@/lib/auth/testing/contexts";
import { lockCheckout } from "@/lib/checkout/checkout-link";
import { expireOne } from "@/lib/checkout/expire-checkout-payments";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { settleCharge } from "@/lib/checkout/settle-charge";
import { aLink, cardOf, customerOf } from "@/lib/checkout/testing";
import { applyFact } from "@/lib/connections/events/apply-fact";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import type { ChargeOutcome, ProviderFact, RefundOutcome } from "@/lib/connectors/connector";
import { transaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Attempt, beginAttempt } from "@/lib/payments/attempt";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { getPayment } from "@/lib/payments/get-payment";
import { settleRefund } from "@/lib/payments/refunds/settle-refund";
import type { PaymentStatus } from "@/lib/payments/status";
import { jobContext } from "@/lib/verb/context";
import { CHECKOUT_TABLE } from "./checkout-table";
import { type Pairs, type World, wordOf } from "./pair";

const AMOUNT = 1_000n;
/** What the refund under way gives back; the rest is 700. */
const PART = 300n;

const operator = () => contextOf("operator");
const later = (ms: number) => jobContext("test", new Date(Date.now() + ms), newId());

type Link = Awaited<ReturnType<typeof aLink>>;

/** What can happen to a payment, whatever its state; `attempt` is what is under way. */
function world(link: Link, attempt?: Attempt): World {
  const { id } = link;
  const attemptId = attempt?.id ?? "";
  const charge = (outcome: ChargeOutcome) => () =>
    wordOf(settleCharge({ ctx: customerOf(id), attemptId, outcome }));
  const refunds = (outcome: RefundOutcome) => () =>
    wordOf(settleRefund({ ctx: operator(), attemptId, outcome }));
  const reports = (status: PaymentStatus, ago = 0) => {
    const reference = newId();
    return () => wordOf(report(id, status, reference, ago));
  };
  const gives = (amountMinor: bigint) => () =>
    wordOf(refundPayment({ ctx: operator(), input: { id, amountMinor, idempotencyKey: newId() } }));
  return {
    meetAt: { table: "payment", ids: [id] },
    does: {
      pays: () => wordOf(pay(link)),
      cancels: () => wordOf(cancelPayment({ ctx: operator(), input: { id } })),
      expires: () => wordOf(expireOne(later(60 * DAY_MS), id)),
      "charge succeeds": charge({ state: "succeeded", providerReference: "ch", raw: {} }),
      "charge fails": charge({
        state: "failed",
        providerReference: null,
        declineCode: "generic_decline",
        raw: {},
      }),
      "refund succeeds": refunds({ state: "succeeded", providerReference: "re", raw: {} }),
      "refund fails": refunds({
        state: "failed",
        providerReference: null,
        declineCode: "never_arrived",
        raw: {},
      }),
      "refund bounces": () =>
        wordOf(applyFact(later(0), BUILT_IN_CONNECTION_ID, bounceOf(attemptId)).then(() => "done")),
      "refunds the rest": gives(AMOUNT - PART),
      "refunds all": gives(AMOUNT),
      "dispute is reported": reports("dispute"),
      "dispute is won": reports("dispute_won"),
      // By the bank's clock, which is behind ours.
      "dispute was won": reports("dispute_won", DAY_MS),
      "dispute is lost": reports("dispute_lost"),
      "cancelling is reported": reports("cancelled", DAY_MS),
    },
    end: async () => {
      const { payment, attempts } = await getPayment({ ctx: operator(), input: { id } });
      const charged = attempts.filter(
        ({ operation, state }) => operation === "charge" && state === "succeeded",
      );
      return `${payment.status}, ${payment.amountMinor} left, charged ${charged.length}`;
    },
  };
}

function pay({ id, token }: Link) {
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  return payCheckout({ ctx: customerOf(id), input: { token, method } });
}

function report(id: string, status: PaymentStatus, reference: string, agoMs: number) {
  const createdAt = instantOf(new Date(Date.now() - agoMs));
  return addPaymentAdjustment({
    ctx: operator(),
    input: { id, reference, createdAt, status, amount: AMOUNT },
  });
}

async function charging(): Promise<World> {
  const link = await aLink({ amount: AMOUNT });
  const attempt = await transaction(async (tx) => {
    const locked = await lockCheckout(tx, link.id);
    if (!locked) throw new Error("the link is not there");
    const ctx = customerOf(link.id);
    const begun = await beginAttempt(tx, ctx, {
      paymentId: link.id,
      operation: "charge",
      connector: "sandbox",
      connectionId: null,
      amountMinor: AMOUNT,
      cardBrand: "visa",
      cardLast4: "4242",
    });
    await appendAdjustment(tx, ctx, locked, {
      status: "processing",
      attemptId: begun.id,
      action: "payment.processing",
    });
    return begun;
  });
  return world(link, attempt);
}

async function paid(): Promise<Link> {
  const link = await aLink({ amount: AMOUNT });
  await pay(link);
  return link;
}

async function refunding(link: Link): Promise<World> {
  const attempt = await transaction((tx) =>
    beginAttempt(tx, operator(), {
      paymentId: link.id,
      operation: "refund",
      connector: "sandbox",
      connectionId: null,
      amountMinor: PART,
    }),
  );
  return world(link, attempt);
}

/** What the provider tells when a refund it has taken does not arrive. */
function bounceOf(attemptId: string): ProviderFact {
  return {
    type: "refund",
    attemptId,
    chargeReference: "ch",
    providerReference: "re",
    amountMinor: PART,
    currency: "EUR",
    outcome: { state: "failed", providerReference: "re", declineCode: "refund_failed", raw: {} },
  };
}

async function bouncing(): Promise<World> {
  const link = await paid();
  const { does } = await refunding(link);
  const [attempt] = (await getPayment({ ctx: operator(), input: { id: link.id } })).attempts.filter(
    ({ operation }) => operation === "refund",
  );
  if (!does || !attempt) throw new Error("no refund is under way");
  const outcome = { state: "succeeded", providerReference: "re", raw: {}, laterFails: true } as const;
  await settleRefund({ ctx: operator(), attemptId: attempt.id, outcome });
  return world(link, attempt);
}

async function disputedWhileRefunding(): Promise<World> {
  const refund = await refunding(await paid());
  await refund.does["dispute is reported"]?.();
  return refund;
}

export const CHECKOUT: Pairs = {
  worlds: {
    "nobody has paid": async () => world(await aLink({ amount: AMOUNT })),
    "a charge is under way": charging,
    "a refund is under way": async () => refunding(await paid()),
    "a refund is under way and a dispute open": disputedWhileRefunding,
    "a refund will bounce": bouncing,
  },
  table: CHECKOUT_TABLE,
};
