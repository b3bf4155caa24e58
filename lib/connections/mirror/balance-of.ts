import type { StoredBalanceLine } from "@/lib/connectors/mirror";
import { query } from "@/lib/db/sql";
import { BALANCE_OF } from "@/lib/generated/sql/connections/mirror/balance-of";
import { exponentOf } from "@/lib/money/currencies";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** What of a payment arrived on the account at its provider, or left it. Amounts in minor units of their currency. */
export interface ArrivedLine {
  reference: string;
  about: StoredBalanceLine["about"];
  currency: string;
  precision: number;
  amountMinor: bigint;
  feeMinor: bigint;
  netMinor: bigint;
  availableAt: Date | null;
}

/** The lines of a payment on its provider's balance, as they were last read; empty where its account is not mirrored. */
export async function balanceOf({
  ctx,
  input: { paymentId },
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<ArrivedLine[]> {
  authorize(ctx, "payments:read");
  const found = await query(BALANCE_OF, { paymentId });
  return found.flatMap(({ balance }) => balance.map(toLine));
}

function toLine({ amountMinor, feeMinor, netMinor, availableAt, ...line }: StoredBalanceLine): ArrivedLine {
  return {
    ...line,
    precision: exponentOf(line.currency),
    amountMinor: BigInt(amountMinor),
    feeMinor: BigInt(feeMinor),
    netMinor: BigInt(netMinor),
    availableAt: availableAt === null ? null : new Date(availableAt),
  };
}
