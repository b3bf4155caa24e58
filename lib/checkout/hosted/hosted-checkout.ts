import type { HostedRequest } from "@/lib/connectors/connector";
import { queryOne } from "@/lib/db/sql";
import { READ } from "@/lib/generated/sql/checkout/hosted/read";

/** What a provider is told of a payment whose page it makes. */
export type HostedCheckout = Pick<
  HostedRequest,
  "currency" | "lines" | "merchantName" | "reference" | "customer"
>;

export async function readHostedCheckout(paymentId: string): Promise<HostedCheckout> {
  const row = await queryOne(READ, { paymentId });
  if (!row) throw new Error("a checkout payment has no link");
  const { currency, merchantName, reference, customerName, customerEmail, lineItems, amountMinor } = row;
  const lines = lineItems.map(({ description, amountMinor: each, quantity }) => ({
    description: quantity === 1 ? description : `${description} × ${quantity}`,
    amountMinor: BigInt(each) * BigInt(quantity),
  }));
  return {
    currency,
    merchantName,
    reference,
    customer: customerName === null ? null : { name: customerName, email: customerEmail ?? "" },
    lines: lines.length > 0 ? lines : [{ description: reference ?? merchantName, amountMinor }],
  };
}
