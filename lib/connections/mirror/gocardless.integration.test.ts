import { expect, it } from "vitest";
import { listConnectors } from "@/lib/connected/connectors/connectors";
import { presentConnectorV1 } from "@/lib/connected/present";
import { makeMandate } from "@/lib/connectors/testing/gocardless-fake/agree";
import { beginPayout, collectThere, endPayout } from "@/lib/connectors/testing/gocardless-fake/elsewhere";
import { activateMandate, bounceRefund, failPayment } from "@/lib/connectors/testing/gocardless-fake/life";
import { makeRefund } from "@/lib/connectors/testing/gocardless-fake/making";
import { GoCardlessFake } from "@/lib/connectors/testing/gocardless-fake/server";
import { DAY_MS } from "@/lib/durations";
import { accountAt, admin } from "./testing";

const TOKEN = "sandbox_Mirrored000000";
const account = accountAt({
  ...{ fake: new GoCardlessFake(TOKEN), provider: "gocardless", credentials: { accessToken: TOKEN } },
  base: "GOCARDLESS_API_BASE",
});
const { books } = account.world.fake;

function collected(amountMinor: bigint) {
  const agreed = {
    currency: "GBP",
    scheme: "bacs",
    metadata: {},
    holder: "Ines Ruiz",
    accountNumber: "55779911",
  };
  const { id } = makeMandate(books, agreed);
  activateMandate(books, id);
  return collectThere(books, { amountMinor, currency: "GBP" }, id);
}
const rowOf = async (reference: string) =>
  (await account.mirrored()).find((each) => each.reference === reference);

it("shows what others collect over several pages, whether it was told or read", async () => {
  await account.turnOn();
  const payments = Array.from({ length: 25 }, (_, at) => collected(1_000n + BigInt(at)));
  await account.apply();
  await account.readAll();
  await account.readAll();
  expect((await account.mirrored()).map(({ reference }) => reference).sort()).toEqual(
    payments.map(({ id }) => id).sort(),
  );
});

it("counts what was given back and what came back of that, and a late failure as one", async () => {
  const [refunded, failed] = [collected(8_000n), collected(5_000n)];
  const bounced = makeRefund(books, refunded, 1_000, {});
  makeRefund(books, refunded, 500, {});
  await account.readAll();
  expect(await rowOf(refunded.id)).toMatchObject({ collected: 8_000n, refunded: 1_500n });
  bounceRefund(books, bounced.id);
  failPayment(books, failed.id);
  await account.apply();
  await account.readAll();
  expect(await rowOf(refunded.id)).toMatchObject({ type: "PAY-IN", collected: 8_000n, refunded: 500n });
  expect(await rowOf(failed.id)).toMatchObject({ status: "failed", collected: 5_000n, amount: 5_000n });
});

it("sends to the bank what is between two accounts", async () => {
  const payout = beginPayout(books, 7_000, "GBP");
  await account.readAll();
  expect(await rowOf(payout.id)).toMatchObject({ type: "TRANSFER", status: "pending" });
  endPayout(books, payout.id, true);
  await account.apply();
  expect(await rowOf(payout.id)).toMatchObject({ status: "succeeded", collected: 0n, amount: 7_000n });
});

it("shows that a payout has bounced long after it was held to have arrived, which nobody tells", async () => {
  const payout = beginPayout(books, 7_000, "GBP");
  payout.created_at = new Date(Date.now() - 10 * DAY_MS).toISOString();
  endPayout(books, payout.id, true);
  await account.apply();
  expect(await rowOf(payout.id)).toMatchObject({ status: "succeeded" });
  const told = books.events.length;
  endPayout(books, payout.id, false);
  expect(books.events).toHaveLength(told);
  for (let times = 0; times < 2; times++) {
    await account.readAll();
    expect(await rowOf(payout.id)).toMatchObject({ status: "failed", collected: 0n, amount: 7_000n });
  }
});

it("is named at the door, and by a name that clients of version 1 know", async () => {
  const connector = (await listConnectors({ ctx: admin })).find(({ provider }) => provider === "GOCARDLESS");
  if (!connector) throw new Error("it has no connector");
  expect(presentConnectorV1(connector)).toMatchObject({ provider: "GENERIC", enabled: true });
});
