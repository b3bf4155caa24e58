import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIRequestContext, FrameLocator, Page } from "@playwright/test";
import { freePort } from "@/lib/process/testing/programs";
import { chargesOf, newLink } from "./checkout";
import { expect, test } from "./fixtures";
import { type RunningServer, startServer } from "./server";

/** A server of its own, where the second decline of an address costs work. */
let server: RunningServer;

test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  const port = await freePort();
  const { DATABASE_URL = "", DATA_DIR = "" } = process.env;
  const args = ["--only", "web", "--host", "127.0.0.1", "--port", String(port)];
  const environment = { DATABASE_URL, PUBLIC_URL: `http://localhost:${port}`, DECLINES_ADDRESS: "1,0" };
  server = await startServer(DATA_DIR, args, environment);
});

test.afterAll(async () => server?.stop());

/** A link as this server shows it. */
async function linkHere(request: APIRequestContext, apiKey: string) {
  const link = await newLink(request, apiKey);
  return { ...link, url: `${server.url}${new URL(link.url).pathname}` };
}

async function pay(form: Page | FrameLocator, number: string) {
  await form.getByLabel("Card number").fill(number);
  await form.getByLabel("Expiry date").fill("12/34");
  await form.getByLabel("Security code").fill("123");
  await form.getByRole("button", { name: /^Pay / }).click();
}

async function declineOnce(page: Page, request: APIRequestContext, apiKey: string) {
  await page.goto((await linkHere(request, apiKey)).url);
  await pay(page, "4000000000000002");
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was taken" })).toBeVisible();
}

test("a browser works before its next card, and the customer notices no more than a moment", async ({
  page,
  request,
  apiKey,
}) => {
  await declineOnce(page, request, apiKey);
  const link = await linkHere(request, apiKey);
  await page.goto(link.url);
  const sent = page.waitForRequest(
    (each) => each.url().endsWith("/submit") && !!each.postData()?.includes("proof="),
  );
  await pay(page, "4242424242424242");
  await sent;
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  expect(await chargesOf(link)).toEqual(["succeeded"]);
});

test("the work is done in a sandboxed frame as well", async ({ page, request, apiKey, consoleErrors }) => {
  await declineOnce(page, request, apiKey);
  const link = await linkHere(request, apiKey);
  const shop = createServer((_, answer) => {
    answer
      .setHeader("content-type", "text/html")
      .end(`<!doctype html><title>Shop</title><link rel="icon" href="data:,">
      <iframe sandbox="allow-scripts allow-forms" src="${link.url}" width="900" height="900"></iframe>`);
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`);
  const frame = page.frameLocator("iframe");
  await pay(frame, "4242424242424242");
  await expect(frame.getByRole("heading", { name: "Paid" })).toBeVisible();
  expect(await chargesOf(link)).toEqual(["succeeded"]);
  expect(consoleErrors).toEqual([]);
  shop.closeAllConnections();
  shop.close();
});

test("without scripts the customer is told what to do, and nothing is charged", async ({
  page,
  browser,
  request,
  apiKey,
}) => {
  await declineOnce(page, request, apiKey);
  const link = await linkHere(request, apiKey);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(link.url);
  await pay(plain, "4242424242424242");
  await expect(plain.getByRole("alert")).toContainText("turn JavaScript on");
  await expect(plain.getByLabel("Expiry date")).toHaveValue("12/34");
  expect(await chargesOf(link)).toEqual([]);
  await context.close();
});
