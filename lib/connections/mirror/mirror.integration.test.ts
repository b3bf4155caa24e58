import { describe, expect, it, vi } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { askProvider } from "@/lib/checkout/hosted/ask-provider";
import { openProviderPage } from "@/lib/checkout/hosted/open-provider-page";
import { routeTo } from "@/lib/checkout/hosted/testing";
import { aLink, customerOf } from "@/lib/checkout/testing";
import { recordConnectedPayment } from "@/lib/connected/payments/record-connected-payment";
import { chargeThere, endPayout, payOut, takeFee } from "@/lib/connectors/testing/stripe-fake/elsewhere";
import { chargeIdOf, feeOf } from "@/lib/connectors/testing/stripe-fake/lines";
import {
  closeDispute,
  failRefund,
  makeRefund,
  openDispute,
  payPage,
} from "@/lib/connectors/testing/stripe-fake/pay";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { applyAgain } from "../events/apply-again";
import { getMirror } from "./get-mirror";
import { pauseMirror } from "./pause-mirror";
import * as taking from "./take-in-record";
import { admin, mirroredAccount } from "./testing";
import { turnOnMirror } from "./turn-on-mirror";

const account = mirroredAccount();
const { world } = account;
const there = (amount: number, currency = "gbp", number?: string) =>
  chargeThere(world.fake.books, { amount, currency, ...(number && { number }) });
const rowOf = async (reference: string) =>
  (await account.mirrored()).find((each) => each.reference === reference);
const shown = async () => (await getMirror({ ctx: admin, input: { id: world.connectionId } }))?.mirror;

describe("turning the mirror on", () => {
  it("is refused below admin, with a day to come, and where the account cannot be read", async () => {
    const input = { id: world.connectionId, from: new Date(), merchantId: world.merchantId };
    expect(await problemIn(turnOnMirror({ ctx: contextOf("operator"), input }))).toMatchObject({
      code: "forbidden",
    });
    const later = new Date(Date.now() + 86_400_000);
    expect(await problemIn(account.turnOn({ from: later }))).toMatchObject({ code: "invalid" });
    expect(await problemIn(account.turnOn({ merchantId: null }))).toMatchObject({ code: "invalid" });
    world.fake.trouble = "403";
    expect(await problemIn(account.turnOn())).toMatchObject({ code: "conflict" });
    world.fake.trouble = null;
    expect(await shown()).toBeNull();
  });

  it("is once, however often it is asked", async () => {
    await Promise.all([1, 2, 3].map(() => account.turnOn()));
    expect(await shown()).toMatchObject({ recorded: 0, linked: 0, pausedAt: null });
  });
});

describe("what others did", () => {
  it("is read over several pages, and a page that fails half-way leaves nothing of it", async () => {
    const made = Array.from({ length: 60 }, (_, at) => chargeIdOf(there(1_000 + at)));
    // What was told of them is lost.
    world.fake.books.events.length = 0;
    const real = taking.takeInRecord;
    let taken = 0;
    const spy = vi.spyOn(taking, "takeInRecord").mockImplementation(async (...call) => {
      if (++taken === 55) throw new Error("killed");
      return real(...call);
    });
    await account.run();
    spy.mockRestore();
    expect((await account.mirrored()).length).toBe(50);
    expect(await shown()).toMatchObject({ fault: "killed", failures: 1 });
    world.fake.trouble = "503";
    await account.run();
    expect(await shown()).toMatchObject({ failures: 2 });
    world.fake.trouble = null;
    await account.readAll();
    await account.readAll();
    expect((await account.mirrored()).map(({ reference }) => reference).sort()).toEqual(made.sort());
    expect(await shown()).toMatchObject({ fault: null, failures: 0, recorded: 60, linked: 0 });
  });

  it("is a payment with its refunds, dispute and fees, and its end is the same however it was heard of", async () => {
    const { books } = world.fake;
    const [told, read] = [there(9_000), there(9_000)];
    for (const intent of [told, read]) {
      const refund = makeRefund(books, intent, 2_000, {});
      makeRefund(books, intent, 500, {});
      if (intent === told) await account.apply();
      failRefund(books, refund.id);
      if (intent === told) await account.apply();
      const dispute = openDispute(books, intent);
      if (intent === told) await account.apply();
      closeDispute(books, dispute, "lost");
      if (intent === told) await account.apply();
    }
    await account.readAll();
    await account.apply();
    await account.readAll();
    const [one, other] = [await rowOf(chargeIdOf(told)), await rowOf(chargeIdOf(read))];
    expect({ ...one, reference: "" }).toEqual({ ...other, reference: "" });
    expect(one).toMatchObject({ type: "PAY-IN", status: "dispute_lost", collected: 9_000n, refunded: 500n });
    expect(one?.disputed).toBe(8_500n);
    const [link] = (await account.links()).filter(({ reference }) => reference === chargeIdOf(told));
    expect(link?.balance).toContainEqual(
      expect.objectContaining({ about: "payment", amountMinor: "9000", feeMinor: String(feeOf(told)) }),
    );
  });

  it("that was not decided at first, or declined, is told as it is", async () => {
    const waiting = there(3_000, "eur", "AT611904300234573201");
    const declined = there(3_000, "eur", "4000000000009995");
    await account.readAll();
    expect(await rowOf(chargeIdOf(waiting))).toMatchObject({ status: "pending", collected: 0n });
    expect(await rowOf(chargeIdOf(declined))).toMatchObject({ status: "failed", collected: 0n });
    waiting.status = "succeeded";
    world.fake.books.tell("payment_intent.succeeded", { object: "payment_intent", id: waiting.id });
    await account.apply();
    expect(await rowOf(chargeIdOf(waiting))).toMatchObject({ status: "succeeded", collected: 3_000n });
  });

  it("sends to the bank is between two accounts, and fees are not a customer's", async () => {
    const payout = payOut(world.fake.books, 7_000, "gbp");
    const fee = takeFee(world.fake.books, 300, "gbp");
    await account.readAll();
    expect(await rowOf(payout.id)).toMatchObject({ type: "TRANSFER", status: "pending" });
    endPayout(world.fake.books, payout, "paid");
    await account.apply();
    expect(await rowOf(payout.id)).toMatchObject({ status: "succeeded", collected: 0n, amount: 7_000n });
    endPayout(world.fake.books, payout, "failed");
    await account.apply();
    await account.readAll();
    expect(await rowOf(payout.id)).toMatchObject({ status: "failed" });
    const [line] = (await account.mirrored()).filter(({ type }) => type === "OTHER");
    expect(line).toMatchObject({ amount: 300n, collected: 0n, status: "succeeded" });
    expect(line?.reference).toContain(fee.id.slice(4));
  });

  it("is in each currency's own minor units, and one we do not know is kept for a person", async () => {
    const [yen, dinar, ariary] = [there(500, "jpy"), there(12_340, "kwd"), there(700, "mga")];
    const unknown = there(4_200, "xxq");
    await account.readAll();
    expect(await rowOf(chargeIdOf(yen))).toMatchObject({ currency: "JPY", collected: 500n });
    expect(await rowOf(chargeIdOf(dinar))).toMatchObject({ currency: "KWD", collected: 12_340n });
    expect(await rowOf(chargeIdOf(ariary))).toMatchObject({ currency: "MGA", collected: 70_000n });
    expect(await rowOf(chargeIdOf(unknown))).toBeUndefined();
    const [kept] = await eventsOf(`mirror/charge/${chargeIdOf(unknown)}`);
    expect(kept).toMatchObject({ state: "failed", source: "mirror" });
    expect(kept?.problem).toContain("XXQ");
    // Mended, it can be applied again.
    unknown.currency = "eur";
    await applyAgain({ ctx: admin, input: { id: kept?.id ?? "" } });
    await account.apply();
    expect((await eventsOf(`mirror/charge/${chargeIdOf(unknown)}`))[0]).toMatchObject({ state: "applied" });
    expect(await rowOf(chargeIdOf(unknown))).toMatchObject({ currency: "EUR", collected: 4_200n });
  });

  it("of an earlier payment brings that payment along", async () => {
    const { books } = world.fake;
    const created = Math.floor(Date.now() / 1_000) - 90 * 86_400;
    const [touched, untouched] = [1, 2].map(() =>
      chargeThere(books, { amount: 5_000, currency: "gbp", created }),
    );
    if (!touched || !untouched) throw new Error("nothing was charged");
    makeRefund(books, touched, 1_000, {});
    await account.readAll();
    expect(await rowOf(chargeIdOf(touched))).toMatchObject({ collected: 5_000n, refunded: 1_000n });
    expect(await rowOf(chargeIdOf(untouched))).toBeUndefined();
  });
});

describe("what we did ourselves", () => {
  it("is linked to its payment, and neither it nor its refund is counted twice", async () => {
    await routeTo(world.connectionId, world.merchantId);
    await account.apply();
    const before = (await account.mirrored()).length;
    const link = await aLink({ merchantId: world.merchantId, amount: 4_900n });
    await openProviderPage({
      ctx: customerOf(link.id),
      input: { token: link.token, locale: "en-GB", returnUrl: "https://pay.example/return" },
    });
    const [session] = world.fake.books.sessions;
    if (!session) throw new Error("no page was made");
    payPage(world.fake.books, session, "4242424242424242", world.fake.origin);
    // The account may be read before anybody has told us what became of our own charge.
    await account.readAll();
    await askProvider({ ctx: customerOf(link.id), input: { paymentId: link.id } });
    if (!session.intent) throw new Error("nothing was paid");
    makeRefund(world.fake.books, session.intent, 900, {});
    await account.apply();
    await account.readAll();
    expect((await account.mirrored()).length).toBe(before);
    const [linked] = (await account.links()).filter(({ ours }) => ours);
    expect(linked).toMatchObject({ paymentId: link.id, reference: chargeIdOf(session.intent) });
    const [payment] = await runUnprepared<{ collected: bigint; refunded: bigint }>(
      "SELECT collected_minor AS collected, refunded_minor AS refunded FROM payment WHERE id = $1",
      [link.id],
    );
    expect(payment).toEqual({ collected: 4_900n, refunded: 900n });
  });
});

describe("a mirror", () => {
  it("takes nothing while it is paused, and has missed nothing when it goes on", async () => {
    await pauseMirror({ ctx: admin, input: { id: world.connectionId, paused: true } });
    await pauseMirror({ ctx: admin, input: { id: world.connectionId, paused: true } });
    const settled = there(6_000);
    const { books } = world.fake;
    const early = await runUnprepared<{ reference: string }>(
      "SELECT reference FROM payment WHERE type = 'PAY-IN' AND status = 'succeeded' AND reference LIKE 'ch_%' LIMIT 1",
      [],
    );
    const charged = books.intents.find((intent) => chargeIdOf(intent) === early[0]?.reference);
    if (!charged) throw new Error("nothing was mirrored");
    closeDispute(books, openDispute(books, charged), "won");
    await account.apply();
    await account.run();
    expect(await rowOf(chargeIdOf(settled))).toBeUndefined();
    expect(await rowOf(chargeIdOf(charged))).toMatchObject({ status: "succeeded" });
    await pauseMirror({ ctx: admin, input: { id: world.connectionId, paused: false } });
    await account.readAll();
    expect(await rowOf(chargeIdOf(settled))).toMatchObject({ status: "succeeded", collected: 6_000n });
    expect(await rowOf(chargeIdOf(charged))).toMatchObject({ status: "dispute_won" });
  });

  it("that is paused keeps what it could not apply", async () => {
    const strange = there(100, "xxq");
    await account.readAll();
    const name = `mirror/charge/${chargeIdOf(strange)}`;
    await pauseMirror({ ctx: admin, input: { id: world.connectionId, paused: true } });
    await applyAgain({ ctx: admin, input: { id: (await eventsOf(name))[0]?.id ?? "" } });
    await account.apply();
    expect((await eventsOf(name))[0]).toMatchObject({
      state: "failed",
      problem: expect.stringContaining("paused"),
    });
    await pauseMirror({ ctx: admin, input: { id: world.connectionId, paused: false } });
    strange.currency = "gbp";
    await account.readAll();
    expect((await eventsOf(name))[0]).toMatchObject({ state: "applied", problem: null });
  });

  it("fills a connector that takes nothing written by others", async () => {
    const [connector] = await runUnprepared<{ provider: string; reference: string }>(
      "SELECT provider, reference FROM connector k JOIN account_mirror a ON a.connector_id = k.id WHERE connection_id = $1",
      [world.connectionId],
    );
    expect(connector).toEqual({ provider: "STRIPE", reference: `${world.fake.books.account}-test` });
    if (!connector) throw new Error("it has no connector");
    const input = {
      ...({ type: "PAY-IN", scheme: "visa", status: "succeeded" } as const),
      ...{ reference: newId(), connectorID: connector, amount: 100n },
      asset: { currency: "GBP", precision: 2 },
      createdAt: { occurredAt: new Date(), occurredNanos: 0 },
    };
    expect(await problemIn(recordConnectedPayment({ ctx: admin, input }))).toMatchObject({
      code: "capability_not_supported",
    });
    // A refund that somebody adds by hand would be there twice once its provider tells of it.
    const { createdAt, reference } = input;
    const adjustment = {
      id: await mirroredId(),
      reference,
      createdAt,
      status: "refunded",
      amount: 100n,
    } as const;
    expect(await problemIn(addPaymentAdjustment({ ctx: admin, input: adjustment }))).toMatchObject({
      code: "capability_not_supported",
    });
  });
});

async function mirroredId(): Promise<string> {
  const [link] = (await account.links()).filter(({ ours }) => !ours);
  if (!link) throw new Error("nothing was mirrored");
  return link.paymentId;
}

function eventsOf(eventId: string) {
  return runUnprepared<{ id: string; state: string; source: string; problem: string | null }>(
    "SELECT id, state, source, problem FROM provider_event WHERE event_id = $1",
    [eventId],
  );
}
