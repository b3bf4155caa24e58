import { z } from "zod";
import { DAY_MS } from "@/lib/durations";
import type { ProviderEvent, ProviderEventSource } from "../connector";
import { firstLookFrom } from "../first-look";
import type { SignedMessage, VerifiedMessage } from "../provider";
import { isSigned, jsonIn, refusedMessage } from "../signed";
import type { MollieApi } from "./api";
import { fromMollie, paymentForm, paymentOutcome, refundForm, refundOutcome } from "./objects";

/** How long after it was made something is looked at, whether it stands otherwise now; longer after an outage. */
const PAYMENTS_FOLLOWED_MS = 2 * DAY_MS;
const REFUNDS_FOLLOWED_MS = 14 * DAY_MS;

const keptForm = z.union([
  z.object({ resource: z.literal("payment"), id: z.string() }),
  z.object({ resource: z.literal("refund"), id: z.string(), paymentId: z.string() }),
]);

/** Mollie lists no events: its latest payments and refunds are read anew each time, and each way they stand is an event. */
export function mollieEvents(mollie: MollieApi): ProviderEventSource {
  return {
    async since({ now, cursor, heardOfUntil }) {
      const ago = (ms: number) => {
        const followed = Math.min(now.getTime(), Date.now()) - ms;
        return new Date(Math.min(followed, firstLookFrom(heardOfUntil).getTime()));
      };
      const made = [
        ...(await mollie.list("payments", ago(PAYMENTS_FOLLOWED_MS))),
        ...(await mollie.list("refunds", ago(REFUNDS_FOLLOWED_MS))),
      ];
      const told = made.filter(({ status }) => status !== "open").reverse();
      return { cursor, events: told.map((each) => eventOf(each, each.status, each.createdAt)) };
    },

    async facts({ raw }) {
      const { data: kept } = keptForm.safeParse(raw);
      if (!kept) return [];
      if (kept.resource === "payment") {
        const payment = paymentForm.parse(await mollie.ask("GET", `payments/${kept.id}`));
        const named = { attemptId: payment.metadata, providerReference: payment.id };
        return [{ type: "charge", ...named, outcome: paymentOutcome(payment) }];
      }
      const path = `payments/${kept.paymentId}/refunds/${kept.id}`;
      const refund = refundForm.parse(await mollie.ask("GET", path));
      const named = { attemptId: refund.metadata, providerReference: refund.id };
      const moved = { chargeReference: refund.paymentId, ...fromMollie(refund.amount) };
      return [{ type: "refund", ...named, ...moved, outcome: refundOutcome(refund) }];
    },
  };
}

/** Its id is what it is about and how that stands, so that what is sent and what is found are one. */
function eventOf(about: z.input<typeof keptForm>, status: string, occurredAt: Date): ProviderEvent {
  const raw = keptForm.parse(about);
  return { eventId: `${raw.id}/${status}`, type: `${raw.resource}.${status}`, occurredAt, raw };
}

const messageForm = z.object({
  resource: z.literal("event"),
  type: z.string().max(100),
  entityId: z.string().max(100).optional(),
  createdAt: z.coerce.date(),
  _embedded: z
    .object({ entity: z.object({ paymentId: z.string().max(100).optional() }).optional() })
    .optional(),
});

/**
 * `X-Mollie-Signature: sha256=…` over the body, several while Mollie rotates its secret. It has no date: a message sent again
 * says what was said before, and how things stand is asked.
 */
export function verifyMollie({ body, header, secrets }: SignedMessage): VerifiedMessage {
  const signatures = (header("x-mollie-signature") ?? "")
    .split(",")
    .flatMap((each) => /^sha256=(.+)$/.exec(each.trim())?.[1] ?? []);
  if (!isSigned([body], secrets, signatures))
    return refusedMessage("The signature is not by this connection's secret.");
  const { data: message } = messageForm.safeParse(jsonIn(body));
  if (!message) return refusedMessage("The message is no event.");
  const [resource, status = ""] = message.type.split(".");
  // A ping is about nothing. A refund without its payment cannot be asked for: it is found when Mollie is asked for its refunds.
  const about = keptForm.safeParse({ resource, id: message.entityId, ...message._embedded?.entity });
  return { verified: true, events: about.success ? [eventOf(about.data, status, message.createdAt)] : [] };
}
