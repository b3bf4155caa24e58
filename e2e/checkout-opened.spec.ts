import { runPrepared, statement } from "@/lib/db/sql";
import { readId } from "@/lib/ids";
import { type Link, newLink } from "./checkout";
import { expect, test } from "./fixtures";

const OPENED = statement("SELECT opened_at FROM checkout_link WHERE payment_id = $1");

async function isOpened({ id }: Link): Promise<boolean> {
  const [link] = await runPrepared<{ opened_at: Date | null }>(OPENED, [readId("pay", id)]);
  return link?.opened_at !== null;
}

test("a link is opened when a customer looks at it, and by nothing before", async ({
  page,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  await request.head(link.url);
  await request.get(link.url, { headers: { "sec-purpose": "prefetch" } });
  await request.get(link.url, { headers: { "user-agent": "Slackbot-LinkExpanding 1.0" } });
  await request.head(`${link.url}/opened`);
  await request.get(`${link.url}/opened`, { headers: { "user-agent": "WhatsApp/2.24.20.89 A" } });
  expect(await isOpened(link)).toBe(false);
  await page.goto(link.url);
  await expect.poll(() => isOpened(link)).toBe(true);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("a link is opened as well", async ({ page, request, apiKey }) => {
    const link = await newLink(request, apiKey);
    await page.goto(link.url);
    await expect.poll(() => isOpened(link)).toBe(true);
  });
});
