import { contextOf } from "@/lib/auth/testing/contexts";
import { askProvider } from "@/lib/checkout/hosted/ask-provider";
import { openProviderPage } from "@/lib/checkout/hosted/open-provider-page";
import { customerOf } from "@/lib/checkout/testing";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { takeInMessage } from "@/lib/connections/events/take-in-message";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { collectPayment } from "@/lib/policies/collection/collect-payment";
import { askAboutMandate } from "@/lib/policies/mandates/ask-about-mandate";
import { getMandatePage, mandateCtx, openMandatePage } from "@/lib/policies/mandates/mandate-page";
import { jobContext } from "@/lib/verb/context";
import { resolveAttempts } from "../resolve-attempts";
import { runDueJobs } from "../run-due";
import { TASKS } from "../tasks";

/** What a process is killed in. Each does one thing as a person, a provider or a job has it done. */
export type Act =
  | { does: "open_page"; paymentId: string; token: string }
  | { does: "come_back"; paymentId: string }
  | { does: "resolve" }
  | { does: "refund"; paymentId: string; amountMinor: number; key: string }
  | { does: "open_agreement" | "come_back_from_agreement"; linkToken: string }
  | { does: "collect"; paymentId: string }
  | { does: "take_in_message"; connection: string; body: string; headers: Record<string, string> }
  | { does: "take_in_events" }
  | { does: "finish" };

const RETURN_URL = "https://pay.example/return";
const ROUNDS = 2;
/** Every job but those of the night. */
const OFTEN = TASKS.filter(({ schedule }) => "everyMs" in schedule);

const job = () => jobContext("test", new Date(), newId());

export async function perform(act: Act): Promise<unknown> {
  switch (act.does) {
    case "open_page":
      return openProviderPage({
        ctx: customerOf(act.paymentId),
        input: { token: act.token, locale: "en-GB", returnUrl: RETURN_URL },
      });
    case "come_back":
      return askProvider({ ctx: customerOf(act.paymentId), input: act });
    case "resolve":
      return resolveAttempts({ ctx: job() });
    case "refund":
      return refundPayment({
        ctx: contextOf("operator"),
        input: { id: act.paymentId, amountMinor: BigInt(act.amountMinor), idempotencyKey: act.key },
      });
    case "open_agreement":
    case "come_back_from_agreement":
      return agreement(act);
    case "collect":
      return collectPayment({ ctx: job(), paymentId: act.paymentId });
    case "take_in_message": {
      const header = (name: string) => act.headers[name] ?? null;
      const { connection, body } = act;
      return takeInMessage({ connection, body: Buffer.from(body), header, now: new Date() });
    }
    case "take_in_events":
      return takeInEvents({ ctx: job() });
    case "finish":
      return finish();
  }
}

async function agreement({ does, linkToken }: Extract<Act, { linkToken: string }>): Promise<unknown> {
  const now = new Date();
  const page = await getMandatePage({ linkToken, now });
  if (!page) throw new Error("the link opens nothing");
  const ctx = mandateCtx(page, page.moment);
  return does === "open_agreement"
    ? openMandatePage({ ctx, input: { page, locale: "en-GB", returnUrl: RETURN_URL } })
    : askAboutMandate({ ctx, input: page });
}

/** Does every job until nothing is left to do, as if the time in between had passed. */
async function finish(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const text of TIME_PASSES) await runUnprepared(text, []);
    await runDueJobs(OFTEN);
  }
}

const TIME_PASSES = [
  `UPDATE attempt SET asked_at = clock_timestamp() - interval '2 minutes' WHERE state IN ('started', 'unknown')`,
  "UPDATE mandate SET unanswered_since = unanswered_since - interval '2 minutes', last_asked_at = NULL",
  "UPDATE connection SET events_polled_at = NULL",
  "UPDATE provider_event SET next_try_at = clock_timestamp() WHERE state = 'waiting'",
];
