import { contextOf } from "@/lib/auth/testing/contexts";
import { newId, spellId } from "@/lib/ids";
import { endpointForm, newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { pauseEndpoint } from "@/lib/webhooks/endpoints/pause-endpoint";
import type { LostForms, World } from "./forms";

export const webhookForms: LostForms = {
  "webhooks/actions#createEndpointAction": async ({ page, merchant }) => {
    await page.goto("/webhooks/new");
    await page.getByLabel("Address").fill(endpointForm().url);
    await page.getByLabel("Description").fill("Shop back office");
    await page.getByLabel("Only some").check();
    await page.getByLabel("payment.refunded").check();
    await page.getByLabel("Of", { exact: true }).selectOption(merchant.id);
    return { button: page.getByRole("button", { name: "Add the endpoint" }) };
  },
  "webhooks/actions#updateEndpointAction": async (world) => {
    await world.page.goto(`${(await anEndpoint(world)).path}/edit`);
    await world.page.getByLabel("Description").fill("Another back office");
    return { button: world.page.getByRole("button", { name: /^Save/ }) };
  },
  "webhooks/actions#rotateEndpointSecretAction": async (world) => {
    await openMenu(world, "Rotate the secret");
    await world.page.getByLabel("The old secret goes on").selectOption("168");
    return { button: world.page.getByRole("button", { name: "Make the new secret" }) };
  },
  "webhooks/actions#deleteEndpointAction": async (world) => {
    await openMenu(world, "Delete");
    return { button: world.page.getByRole("button", { name: "Delete the endpoint" }) };
  },
  "webhooks/actions#pauseEndpointAction": async (world) => {
    await world.page.goto((await anEndpoint(world)).path);
    return { button: world.page.getByRole("button", { name: "Pause", exact: true }) };
  },
  "webhooks/actions#resumeEndpointAction": async (world) => {
    await world.page.goto((await anEndpoint(world, { paused: true })).path);
    return { button: world.page.getByRole("button", { name: "Resume", exact: true }) };
  },
  "webhooks/actions#sendTestEventAction": async (world) => {
    await world.page.goto((await anEndpoint(world)).path);
    return { button: world.page.getByRole("button", { name: "Send a test event" }) };
  },
  "webhooks/actions#resendDeliveryAction": async (world) => {
    // Of a paused endpoint: nothing leaves this machine.
    const endpoint = await anEndpoint(world, { paused: true });
    const { id } = await newDelivery({ endpointId: endpoint.id });
    await world.page.goto(`/webhooks/deliveries/${spellId("wd", id)}`);
    return {
      button: world.page.getByRole("button", { name: /^Send (again|now)/ }),
      // The page follows: what waits for its endpoint is not sent again, and offers no button.
      shown: world.page.getByRole("heading", { name: /Retrying$/ }),
    };
  },
  "webhooks/actions#resendFailedAction": async (world) => {
    const endpoint = await anEndpoint(world, { paused: true });
    await newDelivery({ endpointId: endpoint.id });
    await world.page.goto("/webhooks/deliveries");
    await world.page.getByRole("button", { name: /^Send all failed/ }).click();
    const dialog = world.page.getByRole("dialog");
    await dialog.getByLabel("Of", { exact: true }).selectOption(endpoint.id);
    await dialog.getByRole("button", { name: "Show how many" }).click();
    return { button: dialog.getByRole("button", { name: "Send 1 delivery again" }) };
  },
};

/** An endpoint of this test's merchant, where nobody listens. */
async function anEndpoint(
  { merchant }: World,
  { paused = false } = {},
): Promise<{ id: string; path: string }> {
  const ctx = contextOf("owner");
  const id = newId();
  const url = `http://127.0.0.1:9/hooks/${id}`;
  await createEndpoint({ ctx, input: endpointForm({ id, url, merchantId: merchant.id }) });
  if (paused) await pauseEndpoint({ ctx, input: { id } });
  return { id, path: `/webhooks/${spellId("we", id)}` };
}

async function openMenu(world: World, item: string): Promise<void> {
  await world.page.goto((await anEndpoint(world)).path);
  await world.page.getByRole("button", { name: /^More actions for/ }).click();
  await world.page.getByRole("menuitem", { name: item }).click();
}
