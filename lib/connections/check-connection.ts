import { recordAudit } from "@/lib/audit/record";
import { PROVIDERS } from "@/lib/connectors/all-providers";
import { forgetConnections } from "@/lib/connectors/connection";
import { openCredentials } from "@/lib/connectors/credentials";
import type { CheckItem, ConnectionCheck, Provider } from "@/lib/connectors/provider";
import { prismaTransaction, query } from "@/lib/db/sql";
import { NOTE_CALLS } from "@/lib/generated/sql/connectors/connections/note-calls";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { askCredentialsAgain } from "./check-credentials";
import { lockConnection } from "./lock";
import { providerIn } from "./provider-in";
import type { NameConnection } from "./schemas";

export interface Checked {
  /** False where the provider gave no answer: then nothing is known anew. */
  answered: boolean;
  items: CheckItem[];
  currencies: string[];
}

/** Runs a connection's checklist again, and notes what it shows: how the provider is, and which currencies it takes. */
export async function checkConnection({
  ctx,
  input: { id },
  providers = PROVIDERS,
}: {
  ctx: Ctx;
  input: NameConnection;
  providers?: readonly Provider[];
}): Promise<Checked> {
  authorize(ctx, "providers:manage");
  const stored = await prismaTransaction((tx) => lockConnection(tx, id));
  const check = await askCredentialsAgain(providerIn(providers, stored.provider), openCredentials(stored));
  if (!check) {
    await note(id, "no answer to the checklist");
    return { answered: false, items: [], currencies: stored.currencies };
  }
  const failed = check.items.filter(({ state }) => state === "failed");
  const failure = failed
    .map(({ what }) => what)
    .join(", ")
    .slice(0, 200);
  await note(id, failed.length > 0 ? failure : null);
  if (failed.length === 0) await noteCurrencies(ctx, id, check);
  return { answered: true, items: [...check.items], currencies: [...check.currencies] };
}

async function note(id: string, failure: string | null): Promise<void> {
  await query(NOTE_CALLS, { id, calls: 1, failures: failure === null ? 0 : 1, failure });
}

async function noteCurrencies(ctx: Ctx, id: string, { currencies }: ConnectionCheck): Promise<void> {
  await prismaTransaction(async (tx) => {
    const { currencies: before, merchantId, name } = await lockConnection(tx, id);
    if ([...before].sort().join() === [...currencies].sort().join()) return;
    await tx.db.connection.update({
      where: { id },
      data: { currencies: [...currencies], updatedAt: ctx.now },
    });
    await recordAudit(tx, ctx, {
      action: "connection.currencies_changed",
      objectType: "connection",
      objectId: id,
      merchantId,
      data: { name, currencies: { from: before, to: currencies } },
    });
  });
  forgetConnections();
}
