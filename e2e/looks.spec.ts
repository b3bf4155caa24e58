import type { Page } from "@playwright/test";
import { addressesOf } from "./app-files";
import { newLink } from "./checkout";
import { test as base, expect } from "./fixtures";
import { walkHostedPage } from "./hosted-states";
import { lookAt } from "./looks/look";
import { LOOKED_AT_ELSEWHERE, type Look, looksSignedIn, looksSignedOut } from "./looks/page-addresses";
import { type SampleDeployment, startSampleDeployment } from "./looks/sample-deployment";

const START_MS_MAX = 300_000;

/** One deployment for all looks: they only read, one after the other. */
const test = base.extend<object, { deployment: SampleDeployment }>({
  deployment: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const deployment = await startSampleDeployment();
      await use(deployment);
      await deployment.stop();
    },
    { scope: "worker", auto: true, timeout: START_MS_MAX },
  ],
});

test.describe.configure({ mode: "default" });
// Some seventy pages in six looks each: two minutes where nothing else runs.
test.setTimeout(1_500_000);

test("every page of the console", async ({ signedIn, deployment }) => {
  const looks = await looksSignedIn();
  const pages = { ...looks, ...looksSignedOut(deployment.invitation), ...LOOKED_AT_ELSEWHERE };
  expect(Object.keys(pages).sort(), "every page of the application is looked at").toEqual(
    addressesOf("page.tsx").sort(),
  );
  const page = await signedIn("owner");
  for (const [address, each] of Object.entries(looks)) await lookAtAll(page, address, each);
});

test("the pages before anybody has signed in", async ({ page, deployment }) => {
  for (const [address, each] of Object.entries(looksSignedOut(deployment.invitation)))
    await lookAtAll(page, address, each);
});

test("every state of the hosted page", async ({ page, request, deployment: { apiKey } }) => {
  const makeLink = () =>
    newLink(request, apiKey, {
      amount: "154.00",
      reference: "HP-20418",
      failureRedirectUrl: "https://shop.example/basket",
      lineItems: [
        { description: "Wool throw, undyed", amount: "86.00" },
        { description: "Linen cushion, slate", amount: "34.00", quantity: 2 },
      ],
    });
  await walkHostedPage({ page, request, apiKey, makeLink }, (state) => lookAt(page, `pay ${state}`));
});

async function lookAtAll(page: Page, address: string, looks: Look[]): Promise<void> {
  for (const { at, of } of looks) {
    await test.step(at, async () => {
      await page.goto(at);
      await expect.soft(page.getByRole("heading", { level: 1 }), `${at} has its heading`).toBeVisible();
      await lookAt(page, [nameOf(address), of].filter(Boolean).join(" "));
    });
  }
}

/** An address as the beginning of a file's name. */
function nameOf(address: string): string {
  return address.replaceAll(/[^\w]+/g, "-").replaceAll(/^-|-$/g, "") || "overview";
}
