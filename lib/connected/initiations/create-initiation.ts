import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "@/lib/audit/record";
import { spellAsset } from "@/lib/connected/assets";
import { type ConnectedAccount, getAccount } from "@/lib/connected/connectors/account";
import { paysOut } from "@/lib/connected/connectors/capabilities";
import {
  creatableConnector,
  type InstalledConnector,
  whileInstalled,
} from "@/lib/connected/connectors/installed-connector";
import { type ConnectorRef, canonicalProvider } from "@/lib/connected/ids";
import type { CreateInitiation } from "@/lib/connected/initiations/wire";
import { query, transaction } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/connected/initiations/insert";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { problemOf, Refused, refuseField } from "@/lib/verb/problem";
import { approveIn } from "./decide-initiation";
import { findInitiation, goneAccount, type Initiation } from "./initiation";
import { askFor, explained } from "./send-initiation";

/**
 * Notes that money is to be sent; nothing moves before it is approved, which `approved` does in the same moment, or neither
 * is done. The same reference again gives the one that is there and changes nothing, and is refused with `conflict` where
 * it says something else. Both accounts are of the initiation's merchant.
 */
export async function createInitiation({
  ctx,
  input,
  approved = false,
}: {
  ctx: Ctx;
  input: CreateInitiation;
  approved?: boolean;
}): Promise<Initiation> {
  authorize(ctx, "payments:initiate");
  if (approved) authorize(ctx, "payments:approve");
  refuseUnlessPaysOut(input.connectorID);
  const connector = await creatableConnector(ctx, input.connectorID);
  const merchantId = await merchantOfAccounts(ctx, connector, input);
  const id = newId();
  const begun = await whileInstalled(() =>
    explained(
      transaction(async (tx) => {
        const { currency, precision } = input.asset;
        const row = {
          id,
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
        if (!made) return null;
        const gone = await goneAccount(tx, row);
        if (gone) refuseUnknown(`${gone}AccountID`);
        await recordAudit(tx, ctx, {
          action: "payment_initiation.created",
          objectType: "payment_initiation",
          objectId: id,
          merchantId,
          data: {
            reference: row.reference,
            amountMinor: row.amountMinor.toString(),
            asset: spellAsset(input.asset),
          },
        });
        return approved ? approveIn(tx, ctx, id) : null;
      }),
    ),
  );
  await askFor(ctx, begun);
  const found = await findInitiation(ctx, { connector, reference: input.reference });
  if (!found || !isSame(found, input))
    throw new Refused({ code: "conflict", message: "another payment initiation has this reference" });
  if (approved && found.decision === null)
    throw new Refused({
      code: "conflict",
      message: "this payment initiation was made before and waits for its approval: approve it",
    });
  return found;
}

/** Whose money it is: the connector's merchant, or that of the destination. Refuses accounts of anybody else. */
async function merchantOfAccounts(
  ctx: Ctx,
  connector: InstalledConnector,
  { sourceAccountID, destinationAccountID }: CreateInitiation,
): Promise<string> {
  const destination = await knownAccount(ctx, "destinationAccountID", destinationAccountID);
  const merchantId = connector.merchantId ?? destination.merchantId;
  refuseOther("destinationAccountID", destination, merchantId);
  if (sourceAccountID)
    refuseOther("sourceAccountID", await knownAccount(ctx, "sourceAccountID", sourceAccountID), merchantId);
  return merchantId;
}

function refuseOther(path: string, account: ConnectedAccount, merchantId: string): void {
  if (account.merchantId !== merchantId)
    refuseField(path, "invalid_value", "is an account of another merchant");
}

/** Refuses with `capability_not_supported` a connector that moves no money. */
export function refuseUnlessPaysOut({ provider }: ConnectorRef): void {
  if (paysOut(canonicalProvider(provider))) return;
  throw new Refused({
    code: "capability_not_supported",
    message: `a connector of ${provider} mirrors what its provider did and sends no money; DUMMY-PAY does, through the sandbox`,
  });
}

async function knownAccount(ctx: Ctx, path: string, id: string): Promise<ConnectedAccount> {
  return getAccount({ ctx, input: { id } }).catch((err: unknown) => {
    if (problemOf(err)?.code !== "not_found") throw err;
    return refuseUnknown(path);
  });
}

function refuseUnknown(path: string): never {
  return refuseField(path, "invalid_value", "is not a known account");
}

function isSame(found: Initiation, input: CreateInitiation): boolean {
  return (
    found.type === input.type &&
    found.amountMinor === input.amount &&
    spellAsset(found) === spellAsset(input.asset) &&
    found.destinationAccountId === input.destinationAccountID &&
    found.sourceAccountId === (input.sourceAccountID ?? null) &&
    found.scheduledAt.getTime() === input.scheduledAt.getTime() &&
    found.description === input.description &&
    isDeepStrictEqual(found.metadata, input.metadata ?? {})
  );
}
