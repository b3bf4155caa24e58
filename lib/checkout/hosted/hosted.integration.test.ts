import { describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { applyEvents } from "@/lib/connections/events/apply-events";
import { storeEvents } from "@/lib/connections/events/store-events";
import { forgetConnections } from "@/lib/connectors/connection";
import { createCustomer } from "@/lib/customers/create-customer";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { attemptsOf } from "@/lib/payments/attempt";
import { chargeSavedMethod } from "../charge-saved-method";
import { payCheckout } from "../pay-checkout";
import { listMethodsOf } from "../saved-payment-methods";
import { aLink, aMerchant, cardOf, customerOf } from "../testing";
import { age, allTold, back, booksOf, job, type Link, open, routeTo, stateOf, twoProviders } from "./testing";

const { first, second, ids, link, pagesOf, pageOf } = twoProviders();

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
      const connectionId = ids.first;
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
      await age(made.id, { askedMinutes: 1 });
      await resolveAttempts({ ctx: job() });
      expect((await open(made)).outcome).toBe("page");
      expect((await pagesOf(made.id)).filter(({ state }) => state === "open")).toHaveLength(1);
    },
  );

  it("is closed when the customer has left, and can be paid on another page then, once", async () => {
    const made = await link();
    await open(made);
    const left = await pageOf(made.id);
    await age(made.id, { startedMinutes: 31 });
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
    await age(made.id, { startedMinutes: 31 });
    await resolveAttempts({ ctx: job() });
    expect(await booksOf(made.id)).toMatchObject({ stage: "completed", collected: "1000" });
  });

  it.each([
    ["the customer comes back", (made: Link) => back(made)],
    ["its message comes", () => allTold()],
    [
      "the job asks",
      (made: Link) => age(made.id, { startedMinutes: 31 }).then(() => resolveAttempts({ ctx: job() })),
    ],
  ])(
    "that took another amount than was asked for is recorded as neither, and is a person's: %s",
    async (_, learn) => {
      const made = await link();
      await open(made);
      const page = await pageOf(made.id);
      page.amountMinor += 1n;
      first.pay(page);
      await learn(made);
      await allTold();
      expect(await booksOf(made.id)).toMatchObject({ stage: "processing", collected: "0", left: "1000" });
      expect(await attemptsOf(made.id)).toMatchObject([{ state: "unknown" }]);
      expect(await open(made)).toEqual({ outcome: "processing" });
      const { rows } = await pool().query(
        "SELECT problem FROM provider_event WHERE payment_id = $1 OR problem IS NOT NULL ORDER BY received_at DESC LIMIT 1",
        [made.id],
      );
      expect(rows).toEqual([
        { problem: expect.stringContaining("has taken €10.01 for attempt 1, which asked for €10.00") },
      ]);
    },
  );

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
    await pool().query("UPDATE connection SET live = true WHERE id = $1", [ids.second]);
    forgetConnections();
    first.refuses = true;
    expect(await open(made)).toMatchObject({ outcome: "declined" });
    first.refuses = false;
    await pool().query("UPDATE connection SET live = false WHERE id = $1", [ids.second]);
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
  const [saved] = await listMethodsOf(customerId);
  await routeTo(ids.first, other);
  const charged = chargeSavedMethod({
    ctx: contextOf("operator"),
    input: { id: two.id, paymentMethodId: saved?.id ?? "", idempotencyKey: newId() },
  });
  await expect(charged).rejects.toMatchObject({ problem: { code: "invalid" } });
  expect(await attemptsOf(two.id)).toEqual([]);
});
