import { contextOf } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { type Instant, instantOf } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { getPayment } from "@/lib/payments/get-payment";
import type { PaymentStatus } from "@/lib/payments/status";
import { type Pairs, type World, wordOf } from "./pair";

const AMOUNT = 1_000n;

const operator = () => contextOf("operator");
const at = (second: number): Instant => instantOf(new Date(Date.UTC(2026, 0, 5, 11, 0, second)));

/** A payment of a mirrored provider, reported through the door and by a file at once. */
async function mirrored(): Promise<World> {
  const key = await aKey((await aMerchant()).id);
  const body = aPayment(await aConnector(), { amount: Number(AMOUNT), status: "SUCCEEDED" });
  await ask(key, "POST", "/payments", body);
  const [row] = await runUnprepared<{ id: string }>("SELECT id FROM payment WHERE reference = $1", [
    body.reference,
  ]);
  const id = row?.id ?? "";
  const same = newId();
  const says =
    (
      status: PaymentStatus,
      amount: bigint,
      createdAt: Instant,
      { reference = newId(), strict = false } = {},
    ) =>
    () =>
      wordOf(
        addPaymentAdjustment({
          ctx: operator(),
          input: { id, reference, createdAt, status, amount },
          strict,
        }).then(({ changed }) => (changed ? "changed" : "unchanged")),
      );
  return {
    meetAt: { table: "payment", ids: [id] },
    does: {
      "600 are refunded": says("refunded", 600n, at(1)),
      "500 are refunded": says("refunded", 500n, at(2)),
      "a refund is reported": says("refunded", 100n, at(3), { reference: same }),
      "a file holds the refund": says("refunded", 100n, at(3), { reference: same, strict: true }),
      "a file contradicts the refund": says("refunded", 200n, at(3), { reference: same, strict: true }),
      "a later dispute is reported": says("dispute", AMOUNT, at(5)),
    },
    end: async () => {
      const { payment, adjustments } = await getPayment({ ctx: operator(), input: { id } });
      return `${payment.status}, ${payment.amountMinor} left, ${adjustments.length} adjustments`;
    },
  };
}

const LESS = "amount_exceeds_remaining";

export const CONNECTED: Pairs = {
  worlds: { "it succeeded elsewhere": mirrored },
  table: [
    [
      "it succeeded elsewhere",
      "600 are refunded",
      "500 are refunded",
      ["changed", LESS, "refunded, 400 left, 2 adjustments"],
      ["changed", LESS, "refunded, 500 left, 2 adjustments"],
    ],
    [
      "it succeeded elsewhere",
      "a refund is reported",
      "a refund is reported",
      ["changed", "unchanged", "refunded, 900 left, 2 adjustments"],
    ],
    [
      "it succeeded elsewhere",
      "a refund is reported",
      "a file holds the refund",
      ["changed", "unchanged", "refunded, 900 left, 2 adjustments"],
      ["changed", "unchanged", "refunded, 900 left, 2 adjustments"],
    ],
    [
      "it succeeded elsewhere",
      "a refund is reported",
      "a file contradicts the refund",
      ["changed", "conflict", "refunded, 900 left, 2 adjustments"],
      ["changed", "unchanged", "refunded, 800 left, 2 adjustments"],
    ],
    [
      "it succeeded elsewhere",
      "a refund is reported",
      "a later dispute is reported",
      ["changed", "changed", "dispute, 900 left, 3 adjustments"],
      ["changed", "changed", "dispute, 900 left, 3 adjustments"],
    ],
  ],
};
