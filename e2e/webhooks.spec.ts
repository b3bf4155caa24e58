import { Webhook } from "standardwebhooks";
import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { newLink } from "./checkout";
import { expectWellMade } from "./console";
import { test as base, expect } from "./fixtures";
import { type Receiver, startReceiver } from "./receiver";

// Looking for what keeps people out takes as long as the rest of a test.
base.slow();

const NARROW_AND_WIDE = [390, 1440];

const test = base.extend<{ receiver: Receiver; endpoint: { id: string; name: string; secret: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },

  // For this test's own merchant, so that it hears nothing of the other tests.
  endpoint: async ({ receiver, merchant }, use) => {
    const input = {
      id: newId(),
      url: receiver.url,
      description: "",
      eventTypes: null,
      merchantId: merchant.id,
    };
    const { secret } = await createEndpoint({ ctx: contextOf("owner"), input });
    await use({ id: spellId("we", input.id), name: receiver.url, secret: secret ?? "" });
    await runUnprepared("UPDATE webhook_endpoint SET deleted_at = now() WHERE id = $1", [input.id]);
  },
});

test("an admin adds an endpoint, is shown its secret once, and sees a test event arrive", async ({
  signedIn,
  receiver,
  merchant,
}) => {
  const page = await signedIn("admin");
  await page.goto("/webhooks/new");
  await page.getByLabel("Address").fill("http://[::1]:4000/hooks");
  await page.getByRole("button", { name: "Add the endpoint" }).click();
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(/inside a private network/);
  await page.getByLabel("Address").fill(receiver.url);
  await page.getByLabel("Description").fill("Shop back office");
  await page.getByLabel("Only some").check();
  await page.getByLabel("payment.refunded").check();
  await page.getByLabel("Of", { exact: true }).selectOption(merchant.id);
  await expectWellMade(page);
  await page.getByRole("button", { name: "Add the endpoint" }).click();
  const dialog = page.getByRole("dialog", { name: "The endpoint is added" });
  const secret = await dialog.getByTestId("secret").innerText();
  expect(secret).toMatch(/^whsec_/);
  await expectWellMade(page, NARROW_AND_WIDE);
  await dialog.getByRole("button", { name: "I have the secret" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toContainText(receiver.url);
  expect(await page.content()).not.toContain(secret);
  await expectWellMade(page);
  await page.getByRole("button", { name: "Send a test event" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "webhook.test" })).toContainText("Delivered");
  await expect(page.getByRole("region", { name: "Answer" })).toContainText("Thank you");
  const [got] = receiver.received;
  const event = new Webhook(secret).verify(got?.body ?? "", got?.headers as Record<string, string>);
  expect(event).toMatchObject({ type: "webhook.test" });
  await expect(page.getByRole("region", { name: "Request" })).toContainText(got?.body ?? "nothing");
  await expectWellMade(page);
});

test("a list of deliveries, and a delivery, follow what is sent without being asked again", async ({
  signedIn,
  receiver,
  endpoint,
  request,
  apiKey,
}) => {
  const page = await signedIn("admin");
  await page.goto(`/webhooks/deliveries?endpoint=${endpoint.id}`);
  await expect(page.getByText("No delivery fits")).toBeVisible();
  // What a receiver answers is shown as it is, and runs nowhere.
  const markup = `Not yet <img src="/x" onerror="document.title='run'"><script>document.title='run'</script>`;
  receiver.answer = { status: 500, body: markup };
  await newLink(request, apiKey);
  const row = page.getByRole("row").filter({ hasText: "payment.created" });
  await expect(row).toContainText("Failed there (5xx)");
  await row.getByRole("link").click();
  await expect(page.getByRole("region", { name: "Answer" })).toContainText(markup);
  await expect(page.locator('img[src="/x"]')).toHaveCount(0);
  await expect(page).not.toHaveTitle("run");
  receiver.answer = { status: 200, body: "Now" };
  await page.getByRole("button", { name: /^Send now/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Delivered");
  await expect(page.getByRole("region", { name: "Answer" })).toContainText("Now");
});

test("what an endpoint refuses is tried again, sent again by hand, and waits while it is paused", async ({
  signedIn,
  receiver,
  endpoint,
  request,
  apiKey,
}) => {
  receiver.answer = { status: 500, body: "The till is on fire" };
  const { id: paymentId } = await newLink(request, apiKey);
  const page = await signedIn("admin");
  await page.goto(`/webhooks/deliveries?payment=${paymentId}`);
  await page.getByRole("link", { name: "payment.created" }).click();
  await expect(page.getByText("Failed there (5xx)").first()).toBeVisible();
  await expect(page.getByText("Next attempt")).toBeVisible();
  await expect(page.getByRole("region", { name: "Answer" })).toContainText("The till is on fire");
  await expectWellMade(page);

  await page.goto(`/webhooks/${endpoint.id}`);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused by hand")).toBeVisible();
  await expectWellMade(page, NARROW_AND_WIDE);
  receiver.answer = { status: 200, body: "Better now" };
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Active");
  await expect(async () => {
    await page.goto(`/webhooks/deliveries?payment=${paymentId}&state=delivered`);
    await expect(page.getByRole("link", { name: "payment.created" })).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await page.getByRole("link", { name: "payment.created" }).click();
  const before = receiver.received.length;
  await page.getByRole("button", { name: /^Send again/ }).click();
  await expect.poll(() => receiver.received.length).toBeGreaterThan(before);
  const ids = receiver.received
    .filter(({ body }) => body.includes('"payment.created"'))
    .map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(1);
});

test("everything that failed is counted, then sent again", async ({
  signedIn,
  receiver,
  endpoint,
  request,
  apiKey,
}) => {
  receiver.answer = { status: 404, body: "" };
  const { id: paymentId } = await newLink(request, apiKey);
  const page = await signedIn("operator");
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  // As it is after the last attempt of the schedule, a day later.
  await expect(async () => {
    const spent = await runUnprepared(
      `UPDATE webhook_delivery SET state = 'exhausted', next_attempt_at = NULL
       WHERE payment_id = $1 AND attempts > 0 AND NOT sending RETURNING id`,
      [readAnyId(paymentId)],
    );
    expect(spent.length).toBeGreaterThan(0);
  }).toPass();
  receiver.answer = { status: 204, body: "" };
  await page.goto(`/webhooks/deliveries?state=exhausted&endpoint=${endpoint.id}`);
  await expect(page.getByRole("row", { name: /payment.created.*Failed/ })).toBeVisible();
  await expectWellMade(page);
  await page.getByRole("button", { name: "Send all failed again" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Show how many" }).click();
  await expect(dialog.getByText("1 delivery will be sent again")).toBeVisible();
  await expectWellMade(page, NARROW_AND_WIDE);
  await dialog.getByRole("button", { name: "Send 1 delivery again" }).click();
  await expect(dialog.getByText("1 delivery on the way")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("No delivery fits")).toBeVisible();
  await expectWellMade(page, NARROW_AND_WIDE);
});

test("a secret is rotated with an overlap, in which either verifies", async ({
  signedIn,
  receiver,
  endpoint,
}) => {
  const page = await signedIn("admin");
  await page.goto(`/webhooks/${endpoint.id}`);
  const menu = page.getByRole("button", { name: /^More actions/ });
  await menu.click();
  await page.getByRole("menuitem", { name: /Rotate the secret/ }).click();
  await expectWellMade(page, NARROW_AND_WIDE);
  await page.getByRole("button", { name: "Make the new secret" }).click();
  const fresh = await page.getByTestId("secret").innerText();
  await page.getByRole("button", { name: "I have the secret" }).click();
  await expect(page.getByText("Until")).toBeVisible();
  await page.getByRole("button", { name: "Send a test event" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Delivered");
  const [got] = receiver.received;
  for (const secret of [fresh, endpoint.secret]) {
    new Webhook(secret).verify(got?.body ?? "", got?.headers as Record<string, string>);
  }

  await page.goto(`/webhooks/${endpoint.id}/edit`);
  await page.getByLabel("Description").fill("The new receiver");
  await page.getByRole("button", { name: "Save the endpoint" }).click();
  await expect(page.getByText("The new receiver").first()).toBeVisible();
  await menu.click();
  await page.getByRole("menuitem", { name: /Delete/ }).click();
  await expectWellMade(page, [390]);
  await page.getByRole("button", { name: "Delete the endpoint" }).click();
  await page.waitForURL("/webhooks");
});

test("an endpoint that said 410 is paused, and the admins are told", async ({
  signedIn,
  receiver,
  endpoint,
}) => {
  receiver.answer = { status: 410, body: "" };
  const page = await signedIn("admin");
  await page.goto(`/webhooks/${endpoint.id}`);
  await page.getByRole("button", { name: "Send a test event" }).click();
  await expect(page.getByText("Gone (410)").first()).toBeVisible();
  await page.goto("/webhooks");
  await expect(page.getByText(/paused (itself|themselves)/)).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(`${endpoint.name}.*Stopped`) })).toBeVisible();
  await expectWellMade(page);
});

test("the catalogue shows every event, and a viewer is told what they lack", async ({ signedIn }) => {
  const page = await signedIn("operator");
  await page.goto("/webhooks/events");
  await page.getByText("payment.succeeded", { exact: true }).click();
  await expect(page.getByText('"type": "payment.succeeded"')).toBeVisible();
  await page.getByRole("tab", { name: "Node, without one" }).click();
  await expectWellMade(page);
  await page.goto("/webhooks/new");
  await expect(page.getByText("the permission webhooks:manage.")).toBeVisible();
  const viewer = await signedIn("viewer");
  await viewer.goto("/webhooks");
  await expect(viewer.getByText("the permission webhooks:read.")).toBeVisible();
});
