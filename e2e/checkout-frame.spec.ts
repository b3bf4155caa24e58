import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FrameLocator, Page } from "@playwright/test";
import { chargesOf, newLink } from "./checkout";
import { test as base, expect } from "./fixtures";

/** A shop on another site, with the hosted page in a frame; it keeps what it is told. */
const test = base.extend<{ openShop: (url: string, sandbox?: string) => Promise<FrameLocator> }>({
  openShop: async ({ page }, use) => {
    const shop = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? "", "http://shop");
      const framed = searchParams.get("framed");
      const sandbox = searchParams.get("sandbox");
      response.setHeader("content-type", "text/html").end(`<!doctype html><title>Shop</title>
        <link rel="icon" href="data:,"><iframe id="pay" title="Pay" width="900" height="800" src="${framed}"
          ${sandbox === null ? "" : `sandbox="${sandbox}"`}></iframe>
        <script>told = []; addEventListener("message", ({ data }) => told.push(data));</script>`);
    });
    // Another host name is another site; a page the test makes up would not be let near this machine's own addresses.
    await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
    const { port } = shop.address() as AddressInfo;
    await use(async (url, sandbox) => {
      const asked = new URLSearchParams({ framed: url, ...(sandbox !== undefined && { sandbox }) });
      await page.goto(`http://127.0.0.1:${port}/?${asked}`);
      return page.frameLocator("#pay");
    });
    shop.closeAllConnections();
    shop.close();
  },
});

const told = (page: Page) => page.evaluate<{ type: string }[]>("told");

test("a framed page tells its parent how it went instead of leaving", async ({
  page,
  openShop,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey, { successRedirectUrl: "https://shop.example/thanks" });
  const frame = await openShop(link.url);
  const pay = async (number: string) => {
    await frame.getByLabel("Card number").fill(number);
    await frame.getByLabel("Expiry date").fill("12/34");
    await frame.getByLabel("Security code").fill("123");
    await frame.getByRole("button", { name: /^Pay / }).click();
  };
  await pay("4000000000000002");
  await expect.poll(() => told(page)).toEqual([{ type: "payment_error", paymentId: link.id }]);
  await pay("4242424242424242");
  await expect(frame.getByRole("heading", { name: "Paid" })).toBeVisible();
  await expect.poll(() => told(page)).toContainEqual({ type: "payment_success", paymentId: link.id });
  expect(page.url()).toContain("?framed=");
  // Where a redirect leads is asked for, and not answered here.
  const left = page.waitForRequest(/^https:\/\/shop\.example\/thanks\?payment_id=/);
  await frame.getByRole("link", { name: /^Continue to / }).click();
  expect((await left).frame()).toBe(page.mainFrame());
});

test("a framed challenge ends in the frame, with word to the parent", async ({
  page,
  openShop,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey, { successRedirectUrl: "https://shop.example/thanks" });
  const frame = await openShop(link.url);
  await frame.getByLabel("Card number").fill("4000000000003220");
  await frame.getByLabel("Expiry date").fill("12/34");
  await frame.getByLabel("Security code").fill("123");
  await frame.getByRole("button", { name: /^Pay / }).click();
  await frame.getByRole("button", { name: "Approve payment" }).click();
  await expect(frame.getByRole("heading", { name: "Paid" })).toBeVisible();
  await expect.poll(() => told(page)).toEqual([{ type: "payment_success", paymentId: link.id }]);
});

for (const sandbox of ["allow-scripts allow-forms", "allow-forms"])
  test(`a frame that is sandboxed to ${sandbox} can be paid in, declines and the bank's step included`, async ({
    page,
    openShop,
    request,
    apiKey,
    consoleErrors,
  }) => {
    const hasScripts = sandbox.includes("scripts");
    const link = await newLink(request, apiKey);
    const frame = await openShop(link.url, sandbox);
    const pay = async (number: string) => {
      await frame.getByLabel("Card number").fill(number);
      await frame.getByLabel("Expiry date").fill("2034-12");
      await frame.getByLabel("Security code").fill("123");
      await frame.getByRole("button", { name: /^Pay / }).click();
    };
    await pay("4000000000009995");
    await expect(frame.getByText("There is not enough money on this card")).toBeVisible();
    await pay("4000000000003220");
    await frame.getByRole("button", { name: "Approve payment" }).click();
    await expect(frame.getByRole("heading", { name: "Paid" })).toBeVisible();
    expect(await chargesOf(link)).toEqual(["failed", "succeeded"]);
    if (hasScripts)
      await expect
        .poll(async () => (await told(page)).map(({ type }) => type))
        .toEqual(["payment_error", "payment_success"]);
    // The shop allows no scripts, and the browser says so of each.
    else
      consoleErrors.splice(
        0,
        Infinity,
        ...consoleErrors.filter((error) => !error.startsWith("Blocked script")),
      );
  });

test("a page that is not framed tells nobody", async ({ page, request, apiKey }) => {
  const link = await newLink(request, apiKey);
  await page.addInitScript(
    "told = []; addEventListener('message', ({ data }) => data?.paymentId && told.push(data))",
  );
  await request.post(`/v0/payments/${link.id}/cancel`, { headers: { authorization: `Bearer ${apiKey}` } });
  await page.goto(link.url);
  await expect(page.getByRole("heading", { name: "This payment was cancelled" })).toBeVisible();
  expect(await told(page)).toEqual([]);
});
