import { addConnector } from "@/lib/connected/connectors/connectors";
import { encodeConnectorId } from "@/lib/connected/ids";
import { recordConnectedPayment } from "@/lib/connected/payments/record-connected-payment";
import { addAdjustment, createPaymentV1 } from "@/lib/connected/wire";
import { DAY_MS } from "@/lib/durations";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import type { Ctx } from "@/lib/verb/context";
import { judgedAt } from "@/lib/verb/judged-at";
import { dice } from "./dice";

const SEED = 223;
const PAYMENTS = 40;

const WORLD = [
  ["visa", "USD/2", "SUCCEEDED"],
  ["mastercard", "USD/2", "SUCCEEDED"],
  ["visa", "AUD/2", "SUCCEEDED"],
  ["apple pay", "USD/2", "SUCCEEDED"],
  ["ach", "USD/2", "PENDING"],
  ["visa", "USD/2", "FAILED"],
  ["amex", "USD/2", "SUCCEEDED"],
] as const;

/** Payments that happened at a provider and are mirrored here, some refunded or disputed since. Resolves to how many. */
export async function mirror(at: (time: Date) => Ctx, now: Date): Promise<number> {
  const thrown = dice(SEED);
  const begun = new Date(now.getTime() - 80 * DAY_MS);
  const connector = await addConnector({
    ctx: at(begun),
    input: { provider: "GENERIC", name: "Workshop card terminal" },
  });
  for (let number = 1; number <= PAYMENTS; number++) {
    const madeAt = new Date(begun.getTime() + thrown.roll() * 78 * DAY_MS);
    const [scheme, asset, status] = thrown.pick(WORLD);
    const amount = thrown.between(750, 48_000);
    const input = judgedAt(madeAt, () =>
      createPaymentV1.parse({
        reference: `term-${20_000 + number}`,
        connectorID: encodeConnectorId(connector),
        createdAt: madeAt.toISOString(),
        type: "PAY-IN",
        amount,
        asset,
        scheme,
        status,
        metadata: { terminal: thrown.pick(["front", "workshop"]) },
      }),
    );
    const { id } = await recordConnectedPayment({ ctx: at(madeAt), input });
    if (status === "SUCCEEDED" && thrown.chance(0.25))
      await follow(at, id, thrown.pick(AFTERWARDS), amount, madeAt, now);
  }
  for (const { daysAgo, type, amount } of MOVED) {
    const movedAt = new Date(now.getTime() - daysAgo * DAY_MS);
    const input = judgedAt(movedAt, () =>
      createPaymentV1.parse({
        reference: `term-${type.toLowerCase()}-${daysAgo}`,
        connectorID: encodeConnectorId(connector),
        createdAt: movedAt.toISOString(),
        type,
        amount,
        asset: "USD/2",
        scheme: "ach",
        status: "SUCCEEDED",
      }),
    );
    await recordConnectedPayment({ ctx: at(movedAt), input });
  }
  return PAYMENTS + MOVED.length;
}

/** The provider pays out what it has collected once a month, and moves and books the rest as it likes. */
const MOVED = [
  { daysAgo: 58, type: "PAYOUT", amount: 126_400 },
  { daysAgo: 41, type: "TRANSFER", amount: 40_000 },
  { daysAgo: 28, type: "PAYOUT", amount: 173_250 },
  { daysAgo: 14, type: "OTHER", amount: 1_250 },
] as const;

const AFTERWARDS = ["REFUNDED", "REFUNDED", "DISPUTE"] as const;

async function follow(
  at: (time: Date) => Ctx,
  id: string,
  status: (typeof AFTERWARDS)[number],
  paid: number,
  madeAt: Date,
  now: Date,
): Promise<void> {
  const then = new Date(Math.min(madeAt.getTime() + 4 * DAY_MS, now.getTime()));
  const adjustment = judgedAt(then, () =>
    addAdjustment.parse({
      reference: `${status.toLowerCase()}-${id}`,
      createdAt: then.toISOString(),
      status,
      amount: status === "REFUNDED" ? Math.ceil(paid / 2) : paid,
    }),
  );
  await addPaymentAdjustment({ ctx: at(then), input: { ...adjustment, id } });
}
