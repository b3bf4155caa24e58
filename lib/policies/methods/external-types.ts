import { query } from "@/lib/db/sql";
import { EXTERNAL_TYPES } from "@/lib/generated/sql/policies/methods/external-types";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** A way to pay that is looked after elsewhere, by the key its payment methods carry. */
export interface ExternalType {
  /** Of the first payment method that carried it. */
  id: string;
  merchantId: string;
  key: string;
  createdAt: Date;
}

/** The keys that external payment methods carry, each once for each merchant, in their order; of some, where said. */
export async function listExternalTypes({
  ctx,
  input: { keys },
}: {
  ctx: Ctx;
  input: { keys?: readonly string[] | undefined };
}): Promise<ExternalType[]> {
  authorize(ctx, "policies:read");
  const rows = await query(EXTERNAL_TYPES, {
    merchantId: merchantBound(ctx.actor),
    keys: keys ? [...keys] : null,
  });
  return rows.flatMap(({ key, ...row }) => (key === null ? [] : [{ ...row, key }]));
}
