import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId, spellId } from "@/lib/ids";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";

// Looking for what keeps people out takes as long as the rest of a test.
test.slow();

const NARROW_AND_WIDE = [390, 1440];

test("an admin leads a merchant's payments to a connection, changes their order and takes a route away", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("admin");
  await page.goto("/settings/providers");
  await expect(page.getByRole("row", { name: /^Sandbox/ }).getByText("TEST")).toBeVisible();
  const add = async (maximum: string, currencies = "GBP") => {
    await page.getByRole("button", { name: "Add a route" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Payments of").selectOption(merchant.id);
    await dialog.getByLabel("Only in").fill(currencies);
    await dialog.getByLabel("Up to").fill(maximum);
    await dialog.getByLabel("Go through").selectOption(BUILT_IN_CONNECTION_ID);
    await dialog.getByRole("button", { name: "Add the route" }).click();
    return dialog;
  };
  const refused = await add("120.00", "");
  await expect(refused.getByLabel("Up to")).toHaveAccessibleDescription(/one currency/);
  await expectWellMade(page, NARROW_AND_WIDE);
  await refused.getByLabel("Only in").fill("GBP");
  await refused.getByRole("button", { name: "Add the route" }).click();
  const own = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { level: 3, name: merchant.name }) })
    // Not the section that holds every merchant's.
    .last();
  await expect(own.getByText("Checkout payments in GBP up to £120.00")).toBeVisible();
  await add("80.00");
  await expect(own.getByRole("listitem").nth(1)).toContainText("£80.00");
  await own.getByRole("button", { name: /^Try sooner/ }).click();
  await expect(own.getByRole("listitem").first()).toContainText("£80.00");
  await own.getByRole("button", { name: /^Take away.*£120.00/ }).click();
  await page.getByRole("button", { name: "Take the route away" }).click();
  await expect(own.getByRole("listitem")).toHaveCount(1);
});

const CONNECTION = statement(`
  INSERT INTO connection (id, provider, name, merchant_id, live, account_reference, created_at, updated_at,
    last_failure_at, last_failure)
  VALUES ($1, 'sandbox', 'An account', $2, false, gen_random_uuid()::text, now(), now(), now(), 'connector_timeout')`);
const EVENT = statement(`
  INSERT INTO provider_event (id, connection_id, event_id, type, source, raw, occurred_at, state, problem, finished_at)
  VALUES ($1, $2, $3, 'charge.refunded', 'message', '{}', now(), 'failed', 'Its charge is not ours.', now())`);

test("a connection's page says how it is doing, what it told and what ending it means", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("admin");
  const id = newId();
  await runPrepared(CONNECTION, [id, merchant.id]);
  await runPrepared(EVENT, [newId(), id, newId()]);
  await page.goto(`/settings/providers/${spellId("con", id)}`);
  await expect(page.getByText("TEST", { exact: true })).toBeVisible();
  await expect(page.getByText("Last call failed")).toBeVisible();
  await expect(page.getByText("Its charge is not ours.")).toBeVisible();
  await expectWellMade(page, NARROW_AND_WIDE);
  await page.getByRole("button", { name: "More actions for An account" }).click();
  await page.getByRole("menuitem", { name: "Disconnect" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("This cannot be undone");
  await page.getByRole("button", { name: "Disconnect", exact: true }).click();
  await expect(page.getByText("This connection is disconnected")).toBeVisible();
  await page.goto("/settings/audit?objectType=connection");
  await expect(page.getByText("Disconnected a provider").first()).toBeVisible();
});
