import type { Page } from "@playwright/test";
import { PROVIDERS } from "@/lib/connectors/all-providers";
import { GoCardlessFake } from "@/lib/connectors/testing/gocardless-fake/server";
import { MollieFake } from "@/lib/connectors/testing/mollie-fake/server";
import { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { newId } from "@/lib/ids";
import { type Ask, test as base, expect } from "./fixtures";
import { looksSignedIn } from "./looks/page-addresses";
import { type SampleDeployment, startSampleDeployment } from "./looks/sample-deployment";

const START_MS_MAX = 300_000;
const CANARY = newId().replaceAll("-", "");

/** Every provider that is given a key, with a stand-in that takes this one. */
const STAND_INS = {
  stripe: { key: `sk_test_${CANARY}`, base: "STRIPE_API_BASE", of: StripeFake },
  gocardless: { key: `sandbox_${CANARY}`, base: "GOCARDLESS_API_BASE", of: GoCardlessFake },
  mollie: { key: `test_${CANARY}`, base: "MOLLIE_API_BASE", of: MollieFake },
} as const;
const SECRET = `whsec_secret${CANARY}`;

/** A page as the router reads it, and as what it fetches ahead. */
const WAYS_OF_ROUTER: Record<string, string>[] = [{ RSC: "1" }, { RSC: "1", "Next-Router-Prefetch": "1" }];

interface Deployment extends SampleDeployment {
  fakes: (StripeFake | GoCardlessFake | MollieFake)[];
}

const test = base.extend<object, { deployment: Deployment }>({
  deployment: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const bases: Record<string, string> = {};
      const fakes: Deployment["fakes"] = [];
      for (const { key, base, of } of Object.values(STAND_INS)) {
        const fake = await new of(key).listen();
        fakes.push(fake);
        bases[base] = fake.origin;
      }
      const deployment = await startSampleDeployment(bases);
      await use({ ...deployment, fakes });
      await deployment.stop();
      for (const fake of fakes) await fake.close();
    },
    { scope: "worker", auto: true, timeout: START_MS_MAX },
  ],
});
test.setTimeout(900_000);

test("no page, and nothing a page is made of, has a credential of a connection", async ({
  signedIn,
  asking,
  deployment,
}) => {
  const keyed = PROVIDERS.filter(({ credentials }) => credentials.length > 0);
  expect(keyed.map(({ name }) => name).sort(), "every provider is connected").toEqual(
    Object.keys(STAND_INS).sort(),
  );
  const owner = await signedIn("owner");
  const answers = listenTo(owner);
  const connections: string[] = [];
  for (const { name, label, credentials, webhookSecret } of keyed) {
    await owner.goto("/settings/providers");
    await owner.getByRole("button", { name: "Connect a provider" }).click();
    const dialog = owner.getByRole("dialog");
    await dialog.getByLabel("Provider").selectOption(name);
    await dialog.getByLabel("Name").fill(`${label} account`);
    const { key } = STAND_INS[name as keyof typeof STAND_INS];
    const field = dialog.getByLabel(credentials[0]?.label ?? "");
    // A key that is refused is not told back either.
    await field.fill(`${key}x`);
    await dialog.getByRole("button", { name: "Check and connect" }).click();
    await expect(dialog.getByRole("button", { name: "Check and connect" })).toBeEnabled();
    await field.fill(key);
    await dialog.getByRole("button", { name: "Check and connect" }).click();
    await expect(dialog.getByRole("heading", { name: /^Connected/ })).toBeVisible();
    await owner.goto("/settings/providers");
    await owner
      .getByRole("link", { name: `${label} account`, exact: true })
      .first()
      .click();
    await expect(owner.getByRole("heading", { level: 1, name: `${label} account` })).toBeVisible();
    if (webhookSecret) {
      await owner.getByRole("button", { name: /^Set the secret/ }).click();
      await dialog.getByRole("textbox").fill(SECRET);
      await owner.getByRole("button", { name: "Set the secret", exact: true }).click();
      await expect(dialog).toHaveCount(0);
    }
    connections.push(new URL(owner.url()).pathname);
  }
  // What failed is told on pages, too.
  for (const fake of deployment.fakes) fake.trouble = "401";
  for (const connection of connections) {
    await owner.goto(connection);
    await owner.getByRole("button", { name: "Check again" }).click();
    await expect(owner.getByRole("alertdialog").or(owner.getByRole("dialog"))).toBeVisible();
    await owner.goto("/settings/providers");
  }

  const pages = Object.values(await looksSignedIn()).flatMap((looks) => looks.map(({ at }) => at));
  for (const role of ["owner", "admin"] as const) {
    const ask = await asking(role);
    for (const at of [...pages, ...connections, "/settings/audit?objectType=connection"]) {
      const page = await ask(at);
      expect([at, page.status]).toEqual([at, 200]);
      expectSilent(await page.text(), `${at} as ${role}`);
      for (const headers of WAYS_OF_ROUTER)
        expectSilent(await told(ask, at, headers), `${at} as ${role}, ${JSON.stringify(headers)}`);
    }
  }
  // The pages do tell which key is meant, by its end.
  const shown = await Promise.all(connections.map(async (at) => (await (await asking("owner"))(at)).text()));
  for (const text of shown) expect(text).toContain(CANARY.slice(-4));
  const heard = await answers();
  expect(heard.sent, "the canary was sent from these very pages").toBeGreaterThan(5);
  expect(heard.holding).toEqual([]);
});

function expectSilent(said: string, where: string): void {
  expect(said.length, where).toBeGreaterThan(0);
  expect(said.includes(CANARY), where).toBe(false);
}

/** What is answered, also where the router's own address of it is answered first. */
async function told(ask: Ask, at: string, headers: Record<string, string>): Promise<string> {
  const first = await ask(at, { headers });
  const elsewhere = first.headers.get("location");
  return (await (elsewhere ? ask(elsewhere, { headers }) : first)).text();
}

/** What the server answers a browser: pages, what actions give back, what is read again, and streams that ended. */
function listenTo(page: Page) {
  const bodies: Promise<string | null>[] = [];
  let sent = 0;
  page.on("request", (request) => {
    if (request.postData()?.includes(CANARY)) sent++;
  });
  page.on("response", (response) => {
    if (response.request().resourceType() === "eventsource") return;
    const body = response.text().catch(() => "");
    bodies.push(body.then((text) => (text.includes(CANARY) ? response.url() : null)));
  });
  return async () => {
    const holding = (await Promise.all(bodies)).filter((url) => url !== null);
    return { sent, holding };
  };
}
