import { recordAudit } from "@/lib/audit/record";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { spellAsset } from "@/lib/connected/assets";
import { getAccount } from "@/lib/connected/connectors/account";
import { paysOut } from "@/lib/connected/connectors/capabilities";
import { creatableConnector, whileInstalled } from "@/lib/connected/connectors/installed-connector";
import { type ConnectorRef, canonicalProvider } from "@/lib/connected/ids";
import type { CreateInitiation } from "@/lib/connected/initiations/wire";
import { query, transaction } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/connected/initiations/insert";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { problemOf, Refused, refuseField } from "@/lib/verb/problem";
import { findInitiation, type Initiation } from "./initiation";

/**
 * Notes that money is to be sent; nothing moves before it is approved. The same reference again gives the one that is
 * there, and is refused with `conflict` where it says something else.
 */
export async function createInitiation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateInitiation;
}): Promise<Initiation> {
  authorize(ctx, "payments:initiate");
  refuseUnlessPaysOut(input.connectorID);
  const connector = await creatableConnector(ctx, input.connectorID);
  await refuseUnknownAccount(ctx, "destinationAccountID", input.destinationAccountID);
  if (input.sourceAccountID) await refuseUnknownAccount(ctx, "sourceAccountID", input.sourceAccountID);
  const merchantId = connector.merchantId ?? (await merchantOrFirst(ctx));
  await whileInstalled(() =>
    transaction(async (tx) => {
      const { currency, precision } = input.asset;
      const row = {
        id: newId(),
        merchantId,
        connectorId: connector.id,
        reference: input.reference,
        type: input.type,
        description: input.description,
        currency,
        precision,
        amountMinor: input.amount,
        sourceAccountId: input.sourceAccountID ?? null,
        destinationAccountId: input.destinationAccountID,
        scheduledAt: input.scheduledAt,
        metadata: input.metadata ?? {},
        now: ctx.now,
      };
      const [made] = await query(INSERT, row, tx);
      if (!made) return;
      await recordAudit(tx, ctx, {
        action: "payment_initiation.created",
        objectType: "payment_initiation",
        objectId: row.id,
        merchantId,
        data: {
          reference: row.reference,
          amountMinor: row.amountMinor.toString(),
          asset: spellAsset(input.asset),
        },
      });
    }),
  );
  const found = await findInitiation(ctx, { connector, reference: input.reference });
  if (!found || !isSame(found, input))
    throw new Refused({ code: "conflict", message: "another payment initiation has this reference" });
  return found;
}

/** Refuses with `capability_not_supported` a connector that moves no money. */
export function refuseUnlessPaysOut({ provider }: ConnectorRef): void {
  if (paysOut(canonicalProvider(provider))) return;
  throw new Refused({
    code: "capability_not_supported",
    message: `a connector of ${provider} mirrors what its provider did and sends no money; DUMMY-PAY does, through the sandbox`,
  });
}

async function refuseUnknownAccount(ctx: Ctx, path: string, id: string): Promise<void> {
  await getAccount({ ctx, input: { id } }).catch((err: unknown) => {
    if (problemOf(err)?.code !== "not_found") throw err;
    refuseField(path, "invalid_value", "is not a known account");
  });
}

function isSame(found: Initiation, input: CreateInitiation): boolean {
  return (
    found.type === input.type &&
    found.amountMinor === input.amount &&
    spellAsset(found) === spellAsset(input.asset) &&
    found.destinationAccountId === input.destinationAccountID &&
    found.sourceAccountId === (input.sourceAccountID ?? null)
  );
}
