import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { sealCredentials } from "@/lib/connectors/credentials";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId, spellId } from "@/lib/ids";
import type { LostForms, World } from "./forms";

/** The forms about connections that need no provider to be asked. */
export const providerForms: LostForms = {
  "settings/providers/actions#setRoutesAction": async ({ page, merchant }) => {
    await page.goto("/settings/providers");
    await page.getByRole("button", { name: "Add a route" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Payments of").selectOption(merchant.id);
    await dialog.getByLabel("Only in").fill("GBP");
    await dialog.getByLabel("Up to").fill("120.00");
    await dialog.getByLabel("Go through").selectOption(BUILT_IN_CONNECTION_ID);
    return { button: page.getByRole("button", { name: "Add the route" }) };
  },
  "settings/providers/actions#renameConnectionAction": async (world) => {
    await openMenu(world, "Rename");
    await world.page.getByRole("dialog").getByLabel("Name").fill("Another account");
    return { button: world.page.getByRole("button", { name: "Save the name" }) };
  },
  "settings/providers/actions#disconnectProviderAction": async (world) => {
    await openMenu(world, "Disconnect");
    return { button: world.page.getByRole("button", { name: "Disconnect", exact: true }) };
  },
  "settings/providers/actions#pauseMirrorAction": async ({ page, merchant }) => {
    const id = await aStripeConnection(merchant.id);
    await runPrepared(MIRROR, [newId(), id, merchant.id]);
    await page.goto(`/settings/providers/${spellId("con", id)}`);
    return { button: page.getByRole("button", { name: "Pause", exact: true }) };
  },
  "settings/providers/actions#applyAgainAction": async (world) => {
    const id = await aConnection(world);
    await runPrepared(EVENT, [newId(), id, newId()]);
    await world.page.goto(`/settings/providers/${spellId("con", id)}?show=failed`);
    return { button: world.page.getByRole("button", { name: /^Apply again/ }) };
  },
};

// As if it had been connected: the sandbox has no credentials, and is connected by nobody. It is not asked
// for events in this run: it has those of every payment, and would take them from the built-in one.
const CONNECTION = statement(`
  INSERT INTO connection (id, provider, name, merchant_id, live, account_reference, created_at, updated_at, events_polled_at)
  VALUES ($1, 'sandbox', 'An account', $2, false, gen_random_uuid()::text, now(), now(), now() + interval '1 year')`);
const EVENT = statement(`
  INSERT INTO provider_event (id, connection_id, event_id, type, source, raw, occurred_at, state, problem, finished_at)
  VALUES ($1, $2, $3, 'unheard.of', 'message', '{}', now(), 'failed', 'Nothing is known of it.', now())`);

// Of which no page is ever due.
const MIRROR = statement(`
  WITH k AS (
    INSERT INTO connector (id, provider, reference, name, merchant_id, created_at)
    VALUES ($1, 'STRIPE', gen_random_uuid()::text, 'An account (test)', $3, now()) RETURNING id)
  INSERT INTO account_mirror (connector_id, connection_id, merchant_id, from_at, next_page_at, created_at)
  SELECT id, $2, $3, now(), now() + interval '1 year', now() FROM k`);

/** A connection of this test's merchant. */
async function aConnection({ merchant }: World): Promise<string> {
  const id = newId();
  await runPrepared(CONNECTION, [id, merchant.id]);
  return id;
}

const STRIPE = statement(`
  INSERT INTO connection (id, provider, name, merchant_id, live, account_reference, credentials_sealed, created_at, updated_at)
  VALUES ($1, 'stripe', 'An account', $2, false, gen_random_uuid()::text, $3, now(), now())`);

/** A connection whose provider is not asked. */
export async function aStripeConnection(merchantId: string): Promise<string> {
  const id = newId();
  await runPrepared(STRIPE, [id, merchantId, sealCredentials(id, { secretKey: "sk_test_neverasked" })]);
  return id;
}

async function openMenu(world: World, item: string): Promise<void> {
  await world.page.goto(`/settings/providers/${spellId("con", await aConnection(world))}`);
  await world.page.getByRole("button", { name: /^More actions for/ }).click();
  await world.page.getByRole("menuitem", { name: item }).click();
}
