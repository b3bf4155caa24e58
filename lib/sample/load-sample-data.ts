import { recordAudit } from "@/lib/audit/record";
import { hasLiveConnection } from "@/lib/connectors/connection";
import { asOneTransaction } from "@/lib/db/one-transaction";
import { prisma } from "@/lib/db/prisma";
import { query, transaction } from "@/lib/db/sql";
import { LOADED } from "@/lib/generated/sql/sample/load-sample-data/loaded";
import { LOCK } from "@/lib/generated/sql/sample/load-sample-data/lock";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { INSURER, insure } from "./insurer";
import { mirror } from "./mirrored";
import { recommend } from "./partners";
import { planSample } from "./plan";
import { knownCustomers } from "./sample-customers";
import { SHOPS, type Shop } from "./shops";
import type { Story } from "./story";
import { tellStory } from "./tell-story";

/**
 * Fills an empty-looking deployment with four merchants and ninety days of payments of every kind: links, premiums,
 * recommended subscriptions, a provider's mirror, all made by the verbs that make real ones, in
 * one transaction: the jobs of a server that runs meanwhile see all of it or nothing. A second load does nothing. Refused where real money moves.
 */
export async function loadSampleData({ ctx }: { ctx: Ctx }): Promise<{ loaded: boolean; payments: number }> {
  authorize(ctx, "merchants:manage");
  if (await hasLiveConnection()) {
    throw new Refused({
      code: "conflict",
      message: "Sample data is for deployments that move no real money.",
    });
  }
  return asOneTransaction(async () => {
    // Of two loads at once the second waits here, and finds all done.
    await query(LOCK, {});
    if ((await query(LOADED, {})).length > 0) return { loaded: false, payments: 0 };
    const payments = await load(ctx);
    const action = { action: "sample_data.loaded", objectType: "sample_data", objectId: "sample_data" };
    await transaction((tx) => recordAudit(tx, ctx, { ...action, data: { payments } }));
    return { loaded: true, payments };
  });
}

/** Whether the sample data is there already. */
export async function sampleDataLoaded(): Promise<boolean> {
  return (await query(LOADED, {})).length > 0;
}

async function load(ctx: Ctx): Promise<number> {
  for (const [at, shop] of [...SHOPS, INSURER].entries()) await openShop(ctx, shop, at + 1);
  const customers = await knownCustomers(ctx);
  const stories = planSample(ctx.now);
  for (const story of stories) await tellStory(story, castOf(ctx, story, customers));
  const premiums = await once(prisma().productModule.count({ where: of(INSURER) }), () =>
    insure(actingFor(ctx, INSURER), ctx.now),
  );
  const recommended = await once(prisma().partner.count({ where: of(STUDIO) }), () =>
    recommend(actingFor(ctx, STUDIO), ctx, STUDIO.merchantId),
  );
  const mirrored = await once(prisma().connector.count({ where: of(WORKSHOP) }), () =>
    mirror(actingFor(ctx, WORKSHOP), ctx.now),
  );
  return stories.length + premiums + recommended + mirrored;
}

const [, STUDIO, WORKSHOP] = SHOPS;

// A load of an earlier version may have been cut short: what has no key of its own is not begun twice.
async function once(begun: Promise<number>, tell: () => Promise<number>) {
  return (await begun) > 0 ? 0 : tell();
}

function of({ merchantId }: Pick<Shop, "merchantId">) {
  return { merchantId };
}

/** What the person who loads the sample does for one merchant, at a time of the past. */
function actingFor(
  ctx: Ctx,
  { keyId: id, keyName: label, merchantId }: Pick<Shop, "keyId" | "keyName" | "merchantId">,
) {
  const scopes = ["payments:write" as const];
  return (now: Date): Ctx => ({ ...ctx, now, actor: { type: "apiKey", id, label, scopes, merchantId } });
}

async function openShop(ctx: Ctx, shop: typeof INSURER, laterMs: number): Promise<void> {
  const { merchantId, name, logoColor, currencies } = shop;
  // Not ninety days ago, nor at the very moment of set-up: keys without a merchant act for the oldest there is.
  const now = new Date(ctx.now.getTime() + laterMs);
  await createMerchant({
    ctx: { ...ctx, now },
    input: {
      id: merchantId,
      name,
      logoColor,
      defaultCurrency: currencies[0],
      paymentLimit: PAYMENT_LIMIT_MINOR_DEFAULT,
    },
  });
  const scopes = ["payments:read" as const, "payments:write" as const];
  await createKey({ ctx, input: { id: shop.keyId, name: shop.keyName, scopes, merchantId } });
}

function castOf(ctx: Ctx, { shop, person }: Story, customers: ReadonlyMap<string, string>) {
  const { keyId: id, keyName: label, merchantId } = shop;
  return {
    person: ctx.actor,
    key: { type: "apiKey", id, label, scopes: ["payments:write"], merchantId } as const,
    customerId: person === null ? null : (customers.get(`${merchantId}/${person}`) ?? null),
  };
}
