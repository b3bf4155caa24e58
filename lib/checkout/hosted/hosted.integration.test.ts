import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { applyEvents } from "@/lib/connections/events/apply-events";
import { storeEvents } from "@/lib/connections/events/store-events";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { forgetConnections } from "@/lib/connectors/connection";
import * as providers from "@/lib/connectors/providers";
import { PageProvider } from "@/lib/connectors/testing/page-provider";
import { createCustomer } from "@/lib/customers/create-customer";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { attemptsOf } from "@/lib/payments/attempt";
import { jobContext } from "@/lib/verb/context";
import { chargeSavedMethod } from "../charge-saved-method";
import { getCheckoutPage } from "../get-checkout-page";
import { payCheckout } from "../pay-checkout";
import { savedMethodsOf } from "../saved-payment-methods";
import { aLink, aMerchant, cardOf, customerOf } from "../testing";
import { askProvider } from "./ask-provider";
import { openProviderPage } from "./open-provider-page";

const SEQUENCES = Number(process.env.PROVIDER_EVENT_SEQUENCES ?? 60);
const SEED = Number(process.env.PROVIDER_EVENT_SEED ?? Date.now() % 2 ** 31);
const AMOUNT = 1_000n;

const [first, second] = [new PageProvider("pagesone"), new PageProvider("pagestwo")];
const IDS = { [first.provider.name]: newId(), [second.provider.name]: newId() };
let merchantId = "";
type Link = Awaited<ReturnType<typeof aLink>>;

beforeAll(async () => {
  const real = providers.providerNamed;
  vi.spyOn(providers, "providerNamed").mockImplementation(
    (name) => [first, second].find(({ provider }) => provider.name === name)?.provider ?? real(name),
  );
  merchantId = (await aMerchant()).id;
  for (const [position, { provider }] of [first, second].entries()) {
    const id = IDS[provider.name];
    await pool().query(
      `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
       VALUES ($1, $2, $2, false, $2, now(), now())`,
      [id, provider.name],
    );
    await pool().query(
      `INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
       VALUES ($1, $2, $3, 'checkout', $4, now())`,
      [newId(), position, merchantId, id],
    );
  }
  forgetConnections();
});

afterEach(async () => {
  expect(await findViolations()).toEqual([]);
});

const open = (link: Link) =>
  openProviderPage({
    ctx: customerOf(link.id),
    input: { token: link.token, locale: "en-GB", returnUrl: "https://pay.example/return" },
  });
const back = (link: Link) => askProvider({ ctx: customerOf(link.id), input: { paymentId: link.id } });
const link = () => aLink({ merchantId, amount: AMOUNT });
const job = (laterMs = 0) => jobContext("test", new Date(Date.now() + laterMs), newId());
const pagesOf = async (id: string) => {
  const ids = (await attemptsOf(id)).map((attempt) => attempt.id);
  return [...first.pages, ...second.pages].filter(({ attemptId }) => ids.includes(attemptId));
};
const pageOf = async (id: string) => {
  const page = (await pagesOf(id)).at(-1);
  if (!page) throw new Error("no page was made");
  return page;
};
/** Polls until the providers have nothing new, whatever messages were lost. */
async function allTold(): Promise<void> {
  await pool().query("UPDATE connection SET events_polled_at = NULL");
  await pool().query("UPDATE provider_event SET next_try_at = now() WHERE state = 'waiting'");
  await takeInEvents({ ctx: job() });
}
const stateOf = async (token: string) => (await getCheckoutPage({ token, now: new Date() }))?.state;
async function booksOf(id: string) {
  const { rows } = await pool().query(
    `SELECT status, stage, collected_minor AS collected, refunded_minor AS refunded, amount_minor AS left,
      card_last4 AS last4 FROM payment WHERE id = $1`,
    [id],
  );
  return rows[0];
}

describe("a payment on a provider's page", () => {
  it("is one page however often and simultaneously it is opened", async () => {
    const made = await link();
    const opened = await Promise.all([1, 2, 3, 4].map(() => open(made)));
    const again = await open(made);
    expect(again.outcome).toBe("page");
    expect(await pagesOf(made.id)).toHaveLength(1);
    const pages = opened.flatMap((each) => (each.outcome === "page" ? [each.url] : []));
    expect(new Set([...pages, again.outcome === "page" ? again.url : ""]).size).toBe(1);
    expect(opened.every(({ outcome }) => outcome === "page" || outcome === "processing")).toBe(true);
  });

  it.each(["return first", "message first", "poll only", "all at once"])(
    "ends the same, with its card: %s",
    async (order) => {
      const made = await link();
      await open(made);
      const page = await pageOf(made.id);
      expect(await back(made)).toMatchObject({ outcome: "requires_action" });
      expect(await stateOf(made.token)).toBe("requires_action");
      first.pay(page);
      const connectionId = IDS[first.provider.name] ?? "";
      const message = async () => {
        await storeEvents(connectionId, first.events.slice(-1), "message");
        await applyEvents({ ctx: job() });
      };
      if (order === "return first") await back(made).then(message);
      if (order === "message first") await message().then(() => back(made));
      if (order === "all at once") await Promise.all([back(made), message(), message(), back(made)]);
      await allTold();
      expect(await booksOf(made.id)).toMatchObject({ stage: "completed", collected: "1000", last4: "4242" });
      expect(await stateOf(made.token)).toBe("completed");
      const { rows } = await pool().query(
        "SELECT 1 FROM adjustment WHERE payment_id = $1 AND status = 'succeeded'",
        [made.id],
      );
      expect(rows).toHaveLength(1);
    },
  );

  it.each(["before", "after"] as const)(
    "is found again when the answer is lost %s it was made",
    async (when) => {
      const made = await link();
      first.loses = when;
      expect(await open(made)).toEqual({ outcome: "processing" });
      await pool().query(
        "UPDATE attempt SET asked_at = asked_at - interval '1 minute' WHERE payment_id = $1",
        [made.id],
      );
      await resolveAttempts({ ctx: job() });
      expect((await open(made)).outcome).toBe("page");
      expect((await pagesOf(made.id)).filter(({ state }) => state === "open")).toHaveLength(1);
    },
  );

  it("is closed when the customer has left, and can be paid on another page then, once", async () => {
    const made = await link();
    await open(made);
    const left = await pageOf(made.id);
    await pool().query(
      "UPDATE attempt SET started_at = started_at - interval '31 minutes' WHERE payment_id = $1",
      [made.id],
    );
    await resolveAttempts({ ctx: job() });
    expect(left.state).toBe("closed");
    expect(await stateOf(made.token)).toBe("open");
    expect((await open(made)).outcome).toBe("page");
    first.pay(await pageOf(made.id));
    await back(made);
    expect(first.pay(left)).toBe(false);
    expect(await booksOf(made.id)).toMatchObject({ stage: "completed", collected: "1000" });
  });

  it("that was paid in the last moment is not closed over it", async () => {
    const made = await link();
    await open(made);
    first.pay(await pageOf(made.id));
    await pool().query(
      "UPDATE attempt SET started_at = started_at - interval '31 minutes' WHERE payment_id = $1",
      [made.id],
    );
    await resolveAttempts({ ctx: job() });
    expect(await booksOf(made.id)).toMatchObject({ stage: "completed", collected: "1000" });
  });

  it("goes to the next route only where the first certainly made no page", async () => {
    const made = await link();
    first.refuses = true;
    expect((await open(made)).outcome).toBe("page");
    first.refuses = false;
    const page = await pageOf(made.id);
    expect(second.pages).toContain(page);
    second.pay(page);
    await back(made);
    expect(await booksOf(made.id)).toMatchObject({ stage: "completed", collected: "1000" });
    const attempts = await attemptsOf(made.id);
    expect(attempts.map(({ state, connector }) => [state, connector])).toEqual([
      ["failed", first.provider.name],
      ["succeeded", second.provider.name],
    ]);
  });

  it("never goes from a test account to a live one, whatever its routes say", async () => {
    const made = await link();
    await pool().query("UPDATE connection SET live = true WHERE id = $1", [IDS[second.provider.name]]);
    forgetConnections();
    first.refuses = true;
    expect(await open(made)).toMatchObject({ outcome: "declined" });
    first.refuses = false;
    await pool().query("UPDATE connection SET live = false WHERE id = $1", [IDS[second.provider.name]]);
    forgetConnections();
    expect((await attemptsOf(made.id)).map(({ connector }) => connector)).toEqual([first.provider.name]);
  });

  it("is never tried elsewhere while it is not known what the first did", async () => {
    const made = await link();
    first.loses = "after";
    expect(await open(made)).toEqual({ outcome: "processing" });
    expect(await open(made)).toEqual({ outcome: "processing" });
    expect((await attemptsOf(made.id)).map(({ connector }) => connector)).toEqual([first.provider.name]);
  });

  it("says that it cannot be paid where every route says no, and begins again when asked again", async () => {
    const made = await link();
    first.refuses = true;
    second.refuses = true;
    expect(await open(made)).toMatchObject({ outcome: "declined" });
    first.refuses = false;
    second.refuses = false;
    expect(await stateOf(made.token)).toBe("open");
    expect((await open(made)).outcome).toBe("page");
  });

  it("takes no card that is typed on ours", async () => {
    const made = await link();
    const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
    const paid = payCheckout({ ctx: customerOf(made.id), input: { token: made.token, method } });
    await expect(paid).rejects.toMatchObject({ problem: { code: "invalid" } });
    expect(await attemptsOf(made.id)).toEqual([]);
  });
});

it("charges no test card that was saved before the merchant had a provider", async () => {
  const other = (await aMerchant()).id;
  const { id: customerId } = await createCustomer({
    ctx: contextOf("operator"),
    input: { merchantId: other, name: "Ines Ferreira", email: "ines@example.com" },
  });
  const links = [1, 2].map(() => aLink({ merchantId: other, customerId }));
  const [one, two] = await Promise.all(links);
  if (!one || !two) throw new Error("no link");
  const card = { type: "card", card: cardOf("sbx_success"), saveMethod: true } as const;
  await payCheckout({ ctx: customerOf(one.id), input: { token: one.token, method: card } });
  const [saved] = await savedMethodsOf(customerId);
  await pool().query(
    `INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
     VALUES ($1, 0, $2, 'checkout', $3, now())`,
    [newId(), other, IDS[first.provider.name]],
  );
  forgetConnections();
  const charged = chargeSavedMethod({
    ctx: contextOf("operator"),
    input: { id: two.id, paymentMethodId: saved?.id ?? "", idempotencyKey: newId() },
  });
  await expect(charged).rejects.toMatchObject({ problem: { code: "invalid" } });
  expect(await attemptsOf(two.id)).toEqual([]);
});

type Step =
  | { does: "open" | "pay" | "return" | "leave" | "job" | "tell" | "lose_answer" | "bounce" }
  | { does: "refund" | "refund_there"; percent: number }
  | { does: "dispute"; state: "open" | "won" | "lost" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom("open", "pay", "return", "leave", "job", "tell", "lose_answer", "bounce")
    .map((does) => ({ does }) as Step),
  fc.record({
    does: fc.constantFrom("refund" as const, "refund_there" as const),
    percent: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({ does: fc.constant("dispute" as const), state: fc.constantFrom("open", "won", "lost") }),
);

async function perform(made: Link, each: Step): Promise<void> {
  const pages = await pagesOf(made.id);
  const page = pages.at(-1);
  const part = (percent: number) => (AMOUNT * BigInt(percent)) / 100n || 1n;
  switch (each.does) {
    case "open":
      await open(made);
      return;
    case "pay":
      if (page) first.pay(page);
      return;
    case "return":
      await back(made);
      return;
    case "leave":
      await pool().query(
        "UPDATE attempt SET started_at = started_at - interval '31 minutes' WHERE payment_id = $1",
        [made.id],
      );
      await resolveAttempts({ ctx: job() });
      return;
    case "job":
      await allTold();
      return;
    case "tell": {
      // Any of what was ever told, again and out of order; the rest is lost until the provider is asked.
      const some = first.events
        .slice(-6)
        .reverse()
        .filter((_, at) => at % 2 === 0);
      await storeEvents(IDS[first.provider.name] ?? "", some, "message");
      await applyEvents({ ctx: job() });
      return;
    }
    case "lose_answer":
      first.loses = first.events.length % 2 === 0 ? "before" : "after";
      return;
    case "bounce": {
      const refund = first.refunds.findLast(({ page: of }) => of === page);
      if (refund) first.bounce(refund);
      return;
    }
    case "refund":
      await refundPayment({
        ctx: contextOf("operator"),
        input: { id: made.id, amountMinor: part(each.percent), idempotencyKey: newId() },
      }).catch(() => {});
      return;
    case "refund_there":
      // Nobody gives the same money back twice at once: what we asked for comes first.
      if (page && (await pendingRefunds(made.id)) === 0) {
        await allTold();
        first.refundThere(page, part(each.percent));
        await allTold();
      }
      return;
    case "dispute":
      if (page) first.dispute(page, each.state);
  }
}

async function pendingRefunds(id: string): Promise<number> {
  return (await attemptsOf(id)).filter(
    ({ operation, state }) => operation === "refund" && state !== "succeeded" && state !== "failed",
  ).length;
}

/** Lets everything that is under way end: lost answers are looked up, pages left are closed, all events are taken in. */
async function settle(made: Link): Promise<void> {
  first.loses = null;
  for (let round = 0; round < 3; round++) {
    await pool().query(
      "UPDATE attempt SET asked_at = asked_at - interval '20 minutes', started_at = started_at - interval '40 minutes' WHERE payment_id = $1",
      [made.id],
    );
    await resolveAttempts({ ctx: job() });
    await allTold();
  }
}

describe("whatever happens, in whatever order it is told", () => {
  it(`ends in the provider's own books (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        first.loses = null;
        const made = await link();
        await open(made);
        for (const each of steps) await perform(made, each);
        await settle(made);
        const pages = await pagesOf(made.id);
        const paid = pages.filter(({ state }) => state === "paid");
        expect(paid.length).toBeLessThanOrEqual(1);
        const books = await booksOf(made.id);
        const [page] = paid;
        if (!page) {
          expect(books).toMatchObject({ collected: "0", refunded: "0", stage: "pending" });
          return;
        }
        expect(books.stage).toBe("completed");
        expect(BigInt(books.refunded)).toBe(first.refundedMinor(page));
        const { rows } = await pool().query(
          "SELECT status FROM adjustment WHERE payment_id = $1 AND status LIKE 'dispute%' ORDER BY sequence",
          [made.id],
        );
        const told =
          page.dispute === null ? [] : ["open", ...(page.dispute === "open" ? [] : [page.dispute])];
        expect(rows.map(({ status }) => status)).toEqual(
          told.map((state) => (state === "open" ? "dispute" : `dispute_${state}`)),
        );
        const { rows: stuck } = await pool().query(
          "SELECT type, problem FROM provider_event WHERE state NOT IN ('applied', 'ignored') AND connection_id = $1",
          [IDS[first.provider.name]],
        );
        expect(stuck).toEqual([]);
      }),
      { numRuns: SEQUENCES, seed: SEED },
    );
    expect(await findViolations()).toEqual([]);
  }, 600_000);
});
