import { recordAudit } from "@/lib/audit/record";
import { CONNECTED_PROVIDERS, canonicalProvider, isAddable } from "@/lib/connected/ids";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/connected/connectors/connectors/by-id";
import { ENABLE } from "@/lib/generated/sql/connected/connectors/connectors/enable";
import { INSERT } from "@/lib/generated/sql/connected/connectors/connectors/insert";
import { LIST } from "@/lib/generated/sql/connected/connectors/connectors/list";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import type { InstalledConnector } from "./installed-connector";

export interface AddConnector {
  /** Minted with a form, so that the same form sent twice adds one connector. */
  id?: string | undefined;
  /** In any case and hyphenation. */
  provider: string;
  name: string;
}

/** Every connector the actor may see, the oldest first: there are few. */
export async function listConnectors({ ctx }: { ctx: Ctx }): Promise<InstalledConnector[]> {
  authorize(ctx, "connectors:read");
  return query(LIST, { merchantId: merchantBound(ctx.actor) });
}

/**
 * Adds a connector that mirrored payments go to. One made by a key of one merchant belongs to that merchant. The same form
 * again gives the one it added, and is refused with `conflict` with anything else in it.
 */
export async function addConnector({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AddConnector;
}): Promise<InstalledConnector> {
  authorize(ctx, "connectors:manage");
  const provider = canonicalProvider(input.provider);
  if (!provider || !isAddable(provider))
    refuseField("provider", "invalid_value", `must be one of ${CONNECTED_PROVIDERS.join(", ")}`);
  const id = input.id ?? newId();
  const merchantId = merchantBound(ctx.actor);
  return transaction(async (tx) => {
    const [made] = await query(
      INSERT,
      { id, provider, reference: id, name: input.name, merchantId, now: ctx.now },
      tx,
    );
    if (!made) {
      const before = await readConnector(tx, id);
      refuseUnlessSame(ctx, before, { provider, name: input.name, merchantId });
      return before;
    }
    await recordAudit(tx, ctx, {
      action: "connector.created",
      objectType: "connector",
      objectId: id,
      merchantId: made.merchantId,
      data: { provider, name: input.name },
    });
    return made;
  });
}

/** Adds the connector that a provider fills with the payments of an account; its id. Whoever calls has seen that there is none. */
export async function connectorOfProvider(
  tx: Queryable,
  ctx: Ctx,
  made: { provider: string; reference: string; name: string; merchantId: string },
): Promise<string> {
  const id = newId();
  await query(INSERT, { id, ...made, now: ctx.now }, tx);
  await recordAudit(tx, ctx, {
    action: "connector.created",
    objectType: "connector",
    objectId: id,
    merchantId: made.merchantId,
    data: { provider: made.provider, name: made.name },
  });
  return id;
}

/** Pauses a connector, so that it takes no new payments, or lets it go on; twice is once. Refuses the built-in ones. */
export async function setConnectorEnabled({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; enabled: boolean };
}): Promise<InstalledConnector> {
  authorize(ctx, "connectors:manage");
  return transaction(async (tx) => {
    const [row] = await query(
      ENABLE,
      { id: input.id, enabled: input.enabled, merchantId: merchantBound(ctx.actor) },
      tx,
    );
    if (!row) throw new Refused({ code: "not_found", object: "connector", id: input.id });
    const { changed, ...connector } = row;
    if (!changed) return connector;
    await recordAudit(tx, ctx, {
      action: input.enabled ? "connector.resumed" : "connector.paused",
      objectType: "connector",
      objectId: connector.id,
      merchantId: connector.merchantId,
    });
    return connector;
  });
}

async function readConnector(tx: Queryable, id: string): Promise<InstalledConnector> {
  const [known] = await query(BY_ID, { id }, tx);
  if (!known) throw new Error("a connector is neither new nor there");
  return known;
}
