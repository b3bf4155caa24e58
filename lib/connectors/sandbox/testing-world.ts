import { query, runPrepared, statement } from "@/lib/db/sql";
import { EVIDENCE_OF } from "@/lib/generated/sql/connectors/sandbox/books/evidence-of";
import type { ConformanceWorld, Money, Purpose } from "../testing/conformance/world";
import type { Trouble } from "../testing/trouble";
import { EVENT_DELAY_MS } from "./books";
import { RESPOND_WITHIN_MS } from "./events";
import { sandboxProvider } from "./provider";
import { type LostAnswer, sandboxConnector } from "./sandbox";
import { SCENARIOS, type ScenarioToken } from "./scenarios";

const BOOKED = statement(`
  SELECT amount_minor AS "amountMinor", currency FROM sandbox_operation
  WHERE idempotency_key = $1 AND operation = $2 AND state = 'succeeded'`);

const TOKEN_FOR: Readonly<Record<Purpose, ScenarioToken>> = {
  dispute: "sbx_disputed",
  "late refund failure": "sbx_refund_fails",
};

const LOSES: Partial<Record<Trouble, LostAnswer>> = {
  lost_before: "before_booking",
  lost_after: "after_booking",
};

/** The sandbox, as the conformance kit drives it. It needs a database. */
export function sandboxWorld(): ConformanceWorld {
  let trouble: Trouble | null = null;
  let at = new Date("2026-11-21T12:00:00Z").getTime();
  // What a card means for later is told after a while.
  const pass = async () => {
    at += EVENT_DELAY_MS;
  };
  return {
    provider: sandboxProvider,
    connector: sandboxConnector({ loses: () => (trouble && LOSES[trouble]) ?? null }),
    lacks: LACKS,
    now: () => new Date(at),
    asked: () => 0,
    trouble: (next) => {
      trouble = next;
    },
    money: { amountMinor: 4_900n, currency: "GBP" },
    currencies: ["JPY", "EUR", "KWD"].map((currency) => ({ amountMinor: 4_905n, currency })),
    unsayable: [],
    books: {
      charged: (attemptId) => booked(attemptId, "charge"),
      refunded: (attemptId) => booked(attemptId, "refund"),
      paidOut: (attemptId) => booked(attemptId, "payout"),
      evidence: async (disputeReference) => (await query(EVIDENCE_OF, { disputeReference })).length,
    },
    charges: {
      paying: async (purpose) => (purpose ? TOKEN_FOR[purpose] : "sbx_success"),
      declining: Object.entries(SCENARIOS).flatMap(([token, scenario]) =>
        scenario.charge === "declines" ? [{ code: scenario.declineCode, token: async () => token }] : [],
      ),
      challenged: async () => "sbx_challenge",
      unknown: "4111111111111111",
    },
    payouts: {
      paying: "sbx_success",
      declining: { code: "account_closed", destination: "sbx_debit_account_closed" },
    },
    happenings: {
      refundFails: pass,
      dispute: pass,
      deadlinePasses: async () => {
        at += RESPOND_WITHIN_MS;
      },
    },
  };
}

const LACKS: ConformanceWorld["lacks"] = {
  credentials: "the sandbox needs none",
  "challenges elsewhere": "its challenges are answered on our pages",
  "charges in work": "the sandbox answers at once",
  mandates: "an account is charged as it is typed in",
  "mandates that end there": "it has none",
  pages: "cards are typed on ours",
  "pages in work": "it has no pages",
  "methods kept on pages": "it has no pages",
  "methods that go there": "nobody but us has its books",
  "pages that stay open": "it has no pages",
  "refunds made there": "nobody but us has its books",
  ...{ mirror: "nobody else is in its books", "mirrored balance": "nothing is mirrored" },
  "decided disputes": "its disputes stay open",
  inquiries: "its banks do not ask first",
  "events of charges": "it tells only what it did not answer",
  "forgotten cursors": "it forgets nothing that was not read",
  "signed messages": "it is asked",
  "dated signatures": "it is asked",
  network: "it answers in this process",
  "unsayable amounts": "it counts as we do",
};

async function booked(attemptId: string, operation: string): Promise<Money[]> {
  const rows = await runPrepared<{ amountMinor: string; currency: string }>(BOOKED, [attemptId, operation]);
  return rows.map(({ amountMinor, currency }) => ({ amountMinor: BigInt(amountMinor), currency }));
}
