import { recordAudit } from "@/lib/audit/record";
import { PROVIDERS } from "@/lib/connectors/all-providers";
import { forgetConnections } from "@/lib/connectors/connection";
import { sealCredentials } from "@/lib/connectors/credentials";
import type { CheckItem, Provider } from "@/lib/connectors/provider";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { type CheckedCredentials, checkCredentials, credentialNames } from "./check-credentials";
import { type LockedConnection, lockConnection, refuseBuiltIn, refuseStale } from "./lock";
import { modeWords } from "./mode-words";
import { providerIn } from "./provider-in";
import { sameCredentials } from "./same-credentials";
import type { RotateCredentials } from "./schemas";

/** Empty when the same form was sent before. */
export interface Rotated {
  items: CheckItem[];
}

/**
 * Replaces a connection's credentials by others of the same account and mode. Calls that are under way end with the old
 * ones; the provider decides how long those go on.
 */
export async function rotateCredentials({
  ctx,
  input,
  providers = PROVIDERS,
}: {
  ctx: Ctx;
  input: RotateCredentials;
  providers?: readonly Provider[];
}): Promise<Rotated> {
  authorize(ctx, "providers:manage");
  refuseBuiltIn(input.id);
  const stored = await prismaTransaction((tx) => lockConnection(tx, input.id));
  if (isReplay(stored, input)) return { items: [] };
  refuseStale(stored, input.version);
  const provider = providerIn(providers, stored.provider);
  const checked = await checkCredentials(provider, input.credentials);
  refuseOther(provider, stored, checked);
  const rotated = await prismaTransaction(async (tx) => {
    const locked = await lockConnection(tx, input.id);
    if (isReplay(locked, input)) return { items: [] };
    refuseStale(locked, input.version);
    await replace(tx, ctx, locked, checked);
    return { items: checked.items };
  });
  forgetConnections();
  return rotated;
}

function isReplay(stored: LockedConnection, { version, credentials }: RotateCredentials): boolean {
  return stored.version === version + 1 && sameCredentials(stored, credentials);
}

/** What was charged through an account is asked of and given back by that account alone. */
function refuseOther(
  provider: Provider,
  stored: LockedConnection,
  { live, account }: CheckedCredentials,
): void {
  const [field = ""] = credentialNames(provider);
  if (live !== stored.live)
    refuseField(
      `credentials.${field}`,
      "not_allowed",
      `This connection is ${modeWords(stored.live)}, and these are ${modeWords(live)} credentials. Connect them as a connection of their own.`,
    );
  if (account.reference !== stored.accountReference)
    refuseField(
      `credentials.${field}`,
      "not_allowed",
      `These belong to another account, ${account.name} (${account.reference}). Connect it as a connection of its own.`,
    );
}

async function replace(
  tx: PrismaTransaction,
  ctx: Ctx,
  { id, name, merchantId, provider, version }: LockedConnection,
  { credentials, currencies }: CheckedCredentials,
): Promise<void> {
  await tx.db.connection.update({
    where: { id },
    data: {
      ...{ credentialsSealed: sealCredentials(id, credentials), currencies },
      ...{ version: { increment: 1 }, updatedAt: ctx.now, lastSuccessAt: new Date() },
    },
  });
  await recordAudit(tx, ctx, {
    action: "connection.credentials_rotated",
    objectType: "connection",
    objectId: id,
    merchantId,
    data: { name, provider, version: version + 1 },
  });
}
