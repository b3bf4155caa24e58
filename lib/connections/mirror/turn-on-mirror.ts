import { recordAudit } from "@/lib/audit/record";
import { connectorOfProvider } from "@/lib/connected/connectors/connectors";
import {
  connectionById,
  connectorFor,
  forgetConnections,
  hasLiveConnection,
  type StoredConnection,
} from "@/lib/connectors/connection";
import type { Mirror } from "@/lib/connectors/mirror";
import { type PrismaTransaction, prismaTransaction, query, queryOne } from "@/lib/db/sql";
import { OF_ACCOUNT } from "@/lib/generated/sql/connections/mirror/of-account";
import { TURN_ON } from "@/lib/generated/sql/connections/mirror/turn-on";
import { lockMerchant } from "@/lib/merchants/lock-merchant";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { type LockedConnection, lockConnection } from "../lock";
import type { TurnOnMirror } from "../schemas";
import { connectorOfAccount } from "./mirror";

/** How many pages are read to see whether the account can be read: of none that has anything in it. */
const TRIED_PAGES_MAX = 20;

/**
 * Has what others did at a connection's account be shown as connected payments, from a date on; or from another date than
 * before. Its provider is asked at once whether it may all be read. Refuses with `conflict` what is mirrored through another
 * connection, and test payments where real money moves.
 */
export async function turnOnMirror({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: TurnOnMirror;
}): Promise<{ name: string }> {
  authorize(ctx, "providers:manage");
  const { id, from } = input;
  if (from > ctx.now) refuseField("from", "invalid_value", "That day has not come yet.");
  await prismaTransaction((tx) => lockConnection(tx, id));
  await refuseUnreadable(await connectionById(id));
  const name = await prismaTransaction(async (tx) => turnOn(tx, ctx, await lockConnection(tx, id), input));
  forgetConnections();
  return { name };
}

async function turnOn(
  tx: PrismaTransaction,
  ctx: Ctx,
  connection: LockedConnection,
  { from, merchantId: chosen }: TurnOnMirror,
): Promise<string> {
  const { id: connectionId, name } = connection;
  const account = connectorOfAccount(connection);
  const before = await queryOne(OF_ACCOUNT, account, tx);
  refuseOthers(connection, before);
  const merchantId = before?.connectorMerchantId ?? connection.merchantId ?? chosen;
  if (!merchantId) refuseField("merchantId", "required", "Choose whose payments they are.");
  if (chosen && chosen !== merchantId)
    refuseField("merchantId", "invalid_value", "This account's payments are another merchant's already.");
  await lockMerchant(tx, merchantId);
  const connectorId =
    before?.connectorId ??
    (await connectorOfProvider(tx, ctx, { ...account, name: connectorName(connection), merchantId }));
  await query(TURN_ON, { connectorId, connectionId, merchantId, fromAt: from, now: ctx.now }, tx);
  await recordAudit(tx, ctx, {
    action: "mirror.turned_on",
    objectType: "connection",
    objectId: connectionId,
    merchantId,
    data: { name, from: from.toISOString() },
  });
  return name;
}

function connectorName({ name, live }: LockedConnection): string {
  return live ? name : `${name} (test)`;
}

function refuseOthers(
  { id }: LockedConnection,
  before: { connectionId: string | null; disconnectedAt: Date | null; connectionName: string | null } | null,
): void {
  if (!before?.connectionId || before.connectionId === id || before.disconnectedAt) return;
  throw new Refused({
    code: "conflict",
    message: `This account is mirrored through the connection "${before.connectionName}" already.`,
  });
}

async function refuseUnreadable(connection: StoredConnection): Promise<void> {
  const { mirror } = connectorFor(connection);
  if (!mirror)
    throw new Refused({
      code: "conflict",
      message: "What others did there cannot be read from this provider.",
    });
  if (!connection.live && (await hasLiveConnection()))
    throw new Refused({
      code: "conflict",
      message: "This deployment moves real money: test payments would be counted among it.",
    });
  await tryToRead(mirror);
}

async function tryToRead(mirror: Mirror): Promise<void> {
  let cursor: string | null = null;
  try {
    for (let page = 0; page < TRIED_PAGES_MAX; page++) {
      const read = await mirror.page({ from: new Date(), cursor });
      if (read.caughtUp) return;
      cursor = read.cursor;
    }
  } catch {
    throw new Refused({
      code: "conflict",
      message:
        "The provider did not let all of it be read. See that the key may read charges, refunds, disputes, payouts and the balance, and try again.",
    });
  }
}
