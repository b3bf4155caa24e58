import { answerChallenge } from "@/lib/checkout/answer-challenge";
import { createCheckoutPayment } from "@/lib/checkout/create-checkout-payment";
import { expireOne } from "@/lib/checkout/expire-checkout-payments";
import { type PayCheckout, payCheckout } from "@/lib/checkout/pay-checkout";
import { listMethodsOf } from "@/lib/checkout/saved-payment-methods";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { builtInCardForm } from "@/lib/connectors/all-providers";
import { brandOf, cvcLength } from "@/lib/connectors/typed-card/card-brands";
import { newId } from "@/lib/ids";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { attemptsOf } from "@/lib/payments/attempt";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { type Ctx, jobContext } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import type { Story, StoryStep } from "./story";

/** The people and programs of a story. */
export interface Cast {
  person: Ctx["actor"];
  key: Ctx["actor"];
  customerId: string | null;
}

interface Made {
  id: string;
  token: string;
  amountMinor: bigint;
  customerId: string | null;
}

/** Makes one payment and lets happen to it what its story says, with the verbs everybody uses. Told again, it does nothing. */
export async function tellStory(story: Story, cast: Cast): Promise<void> {
  const { created, payment } = await createCheckoutPayment({
    ctx: at(story.createdAt, cast[story.madeBy]),
    input: {
      amount: story.lineItems.reduce((sum, item) => sum + item.amount * BigInt(item.quantity), 0n),
      currency: story.currency,
      merchantId: story.shop.merchantId,
      customerId: cast.customerId ?? undefined,
      idempotencyKey: story.key,
      reference: story.reference,
      metadata: story.metadata,
      lineItems: story.lineItems,
      savePaymentMethod: story.offersSaving,
      expiresIn: story.expiresInMs,
    },
  });
  if (!created) return;
  try {
    for (const step of story.steps) await take(step, story, payment, cast);
  } catch (err) {
    // The background jobs see old links, too, and may have expired one in between: then its story ends there.
    if (!(err instanceof Refused)) throw err;
  }
}

async function take(step: StoryStep, story: Story, made: Made, cast: Cast): Promise<void> {
  const customer = at(step.at, { type: "customer", id: made.id, label: "Customer", paymentId: made.id });
  switch (step.does) {
    case "pay":
    case "pay_again":
      await payCheckout({ ctx: customer, input: { token: made.token, method: await methodOf(step, made) } });
      return;
    case "answer_bank": {
      const waiting = (await attemptsOf(made.id)).find(({ state }) => state === "requires_action");
      if (!waiting) return;
      const input = { token: made.token, attemptId: waiting.id, result: step.result };
      await answerChallenge({ ctx: customer, input });
      return;
    }
    case "cancel":
      await cancelPayment({ ctx: at(step.at, cast.person), input: { id: made.id, reason: step.reason } });
      return;
    case "expire":
      await expireOne(jobContext("expire-checkout-payments", step.at, newId()), made.id);
      return;
    case "refund":
      await refundPayment({
        ctx: at(step.at, cast.person),
        input: {
          id: made.id,
          amountMinor: (made.amountMinor * BigInt(step.percent)) / 100n,
          reason: step.reason,
          idempotencyKey: `${story.key}-refund`,
        },
      });
      return;
    case "hear_from_provider":
      await takeInEvents({ ctx: jobContext("provider-events", step.at, newId()) });
      return;
  }
}

type Pay = Extract<StoryStep, { does: "pay" | "pay_again" }>;

async function methodOf(step: Pay, made: Made): Promise<PayCheckout["method"]> {
  const [saved] = step.does === "pay_again" && made.customerId ? await listMethodsOf(made.customerId) : [];
  if (saved) return { type: "saved", savedMethodId: saved.id };
  const saveMethod = step.does === "pay" && step.save;
  return { type: "card", card: cardOf(step.cardNumber, step.at), saveMethod };
}

function cardOf(number: string, now: Date) {
  const cvc = "7314".slice(0, cvcLength(brandOf(number)));
  const tokenized = builtInCardForm().tokenize({ number, expiry: "11/34", cvc }, now);
  if (!tokenized.ok) throw new Error("a sample card is no test card");
  return tokenized.card;
}

function at(now: Date, actor: Ctx["actor"]): Ctx {
  return { actor, now, requestId: newId() };
}
