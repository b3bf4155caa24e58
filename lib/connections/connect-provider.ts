import { recordAudit } from "@/lib/audit/record";
import { PROVIDERS } from "@/lib/connectors/all-providers";
import { forgetConnections } from "@/lib/connectors/connection";
import { sealCredentials } from "@/lib/connectors/credentials";
import type { CheckItem, Provider } from "@/lib/connectors/provider";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { prisma } from "@/lib/db/prisma";
import { type PrismaTransaction, prismaTransaction, query } from "@/lib/db/sql";
import { OTHERS } from "@/lib/generated/sql/connections/connect-provider/others";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { type CheckedCredentials, checkCredentials, credentialNames } from "./check-credentials";
import { CONNECTIONS_MAX } from "./limits";
import { lockEveryConnection } from "./lock";
import { sameCredentials } from "./same-credentials";
import type { ConnectProvider } from "./schemas";

/** What connecting has shown. Empty when the same form was sent before: it was shown then. */
export interface Connected {
  id: string;
  live: boolean;
  items: CheckItem[];
  currencies: string[];
}

/**
 * Connects an account at a provider, once the provider has said with these credentials that it can be. They are sealed, and
 * never shown again. No payment goes through it until a route leads there. A live one is refused where a test clock was moved.
 */
export async function connectProvider({
  ctx,
  input,
  providers = PROVIDERS,
}: {
  ctx: Ctx;
  input: ConnectProvider;
  providers?: readonly Provider[];
}): Promise<Connected> {
  authorize(ctx, "providers:manage");
  const provider = connectable(providers, input.provider);
  const before = await sameForm(ctx, prisma(), input);
  if (before) return before;
  // Asked outside the transaction: nobody waits for a provider with a lock in hand.
  const checked = await checkCredentials(provider, input.credentials);
  const connected = await prismaTransaction(async (tx) => {
    await lockEveryConnection(tx);
    const meanwhile = await sameForm(ctx, tx.db, input);
    if (meanwhile) return meanwhile;
    await refuseUnknownMerchant(tx, input.merchantId);
    await refuseAnother(tx, provider, input, checked);
    if (checked.live) await refuseMovedTime(tx, provider);
    await insert(tx, ctx, input, checked);
    return { id: input.id, live: checked.live, items: checked.items, currencies: checked.currencies };
  });
  forgetConnections();
  return connected;
}

function connectable(providers: readonly Provider[], name: string): Provider {
  const provider = providers.find((each) => each.name === name);
  // What needs no credentials is there from the start.
  if (provider && provider.credentials.length > 0) return provider;
  return refuseField("provider", "invalid_value", "Choose one of the providers.");
}

/** What this form made already, or null. Refuses a form that was changed since. */
async function sameForm(
  ctx: Ctx,
  db: Pick<PrismaTransaction["db"], "connection">,
  { id, provider, name, merchantId, credentials }: ConnectProvider,
): Promise<Connected | null> {
  const made = await db.connection.findUnique({ where: { id } });
  if (!made) return null;
  const known = { credentials: sameCredentials(made, credentials), connected: made.disconnectedAt === null };
  const said = { provider, name, merchantId, credentials: true, connected: true };
  refuseUnlessSame(ctx, { ...made, ...known }, said);
  return { id, live: made.live, items: [], currencies: made.currencies };
}

async function refuseUnknownMerchant(tx: PrismaTransaction, id: string | null): Promise<void> {
  if (id === null || (await tx.db.merchant.count({ where: { id } })) > 0) return;
  refuseField("merchantId", "invalid_value", "There is no such merchant.");
}

/** An account is connected once for whoever it takes payments for, and there are only so many connections. */
async function refuseAnother(
  tx: PrismaTransaction,
  provider: Provider,
  { merchantId }: ConnectProvider,
  { account }: CheckedCredentials,
): Promise<void> {
  const others = await query(OTHERS, {}, tx);
  const same = others.find(
    (other) =>
      other.provider === provider.name &&
      other.accountReference === account.reference &&
      (other.merchantId === null || merchantId === null || other.merchantId === merchantId),
  );
  const [field = ""] = credentialNames(provider);
  if (same)
    refuseField(
      `credentials.${field}`,
      "not_allowed",
      `This account is connected already, as "${same.name}". Rotate its credentials there.`,
    );
  if (others.length >= CONNECTIONS_MAX)
    refuseField(
      "provider",
      "not_allowed",
      `There are ${CONNECTIONS_MAX} connections, the most there can be. Disconnect one first.`,
    );
}

/** Real money moves in real time, and time that was moved never runs back: premiums would be collected too early. */
async function refuseMovedTime(tx: PrismaTransaction, provider: Provider): Promise<void> {
  const moved = { offsetMs: { gt: 0 } };
  const clocks =
    (await tx.db.testClock.count({ where: moved })) +
    (await tx.db.merchantTestClock.count({ where: { ...moved, deletedAt: null } }));
  if (clocks === 0) return;
  const [field = ""] = credentialNames(provider);
  refuseField(
    `credentials.${field}`,
    "not_allowed",
    "A test clock has been moved here, so that real money would move too early. Connect live accounts in another deployment.",
  );
}

async function insert(
  tx: PrismaTransaction,
  ctx: Ctx,
  { id, provider, name, merchantId }: ConnectProvider,
  { live, account, currencies, credentials }: CheckedCredentials,
): Promise<void> {
  await tx.db.connection.create({
    data: {
      ...{ id, provider, name, merchantId, live, currencies, accountReference: account.reference },
      ...{ credentialsSealed: sealCredentials(id, credentials), createdAt: ctx.now, updatedAt: ctx.now },
      lastSuccessAt: new Date(),
    },
  });
  await recordAudit(tx, ctx, {
    action: "connection.connected",
    objectType: "connection",
    objectId: id,
    merchantId,
    data: {
      name,
      provider,
      mode: live ? "live" : "test",
      account: account.reference,
      accountName: account.name,
    },
  });
}
