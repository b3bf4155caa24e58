import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { newPerson, PASSWORD } from "@/lib/auth/testing/people";
import { freePort, isInstalled } from "@/lib/process/testing/programs";
import { chargesOf, newLink, payWith, pressPay } from "./checkout";
import { live } from "./console";
import { expect, test } from "./fixtures";
import { makeCertificate, PROGRAMS, type ProxyName, startProxy } from "./proxy";
import { type RunningServer, startServer } from "./server";

/** What a proxy does to `Host`: what is published here, and what stands in many another's configuration. */
const HOSTS: [ProxyName, string, ((published: string) => string)?][] = [
  ["nginx", "as published"],
  ["nginx", "its own Host", (text) => text.replace(/.*set_header (Host|X-Forwarded-Host) .*\n/g, "")],
  ["haproxy", "as published"],
  [
    "haproxy",
    "Host in capitals and with the scheme's port",
    (text) => text.replace(/set-header X-Forwarded-Host .*/, "set-header Host LOCALHOST:443"),
  ],
  ["caddy", "as published"],
  ["apache", "as published"],
  ["apache", "its own Host", (text) => text.replace(/ *ProxyPreserveHost.*\n/, "")],
];

let server: RunningServer;
let directory = "";
let port = 0;
let upstream = 0;

test.describe.configure({ mode: "default" });
test.use({ ignoreHTTPSErrors: true });

test.beforeAll(async () => {
  // Where nobody owns the place yet, there is nothing to sign in to.
  await newPerson("owner");
  directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-proxies-"));
  makeCertificate(directory);
  [port, upstream] = [await freePort(), await freePort()];
  const { DATABASE_URL = "", DATA_DIR = "" } = process.env;
  const args = ["--only", "web", "--host", "127.0.0.1", "--port", String(upstream)];
  const environment = { DATABASE_URL, PUBLIC_URL: `https://localhost:${port}`, TRUST_PROXY: "1" };
  server = await startServer(DATA_DIR, args, environment);
});

test.afterAll(async () => {
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

for (const [proxy, host, change] of HOSTS) {
  test(`behind ${proxy}, ${host}, people pay, sign in and see what happens`, async ({
    page,
    request,
    apiKey,
    consoleErrors,
  }) => {
    test.skip(!isInstalled(PROGRAMS[proxy]), `${proxy} is not installed here`);
    const stopProxy = await startProxy(proxy, { directory, port, upstream }, change);
    try {
      const outside = `https://localhost:${port}`;
      const link = await newLink(request, apiKey);
      await page.goto(`${outside}${new URL(link.url).pathname}`);
      await payWith(page, "4242424242424242");
      await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
      expect(await chargesOf(link)).toEqual(["succeeded"]);

      const followed = await newLink(request, apiKey);
      const { email } = await newPerson("operator");
      await page.goto(`${outside}/payments/${followed.id}`);
      await page.waitForLoadState("networkidle");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
      await live(page);
      const headers = { authorization: `Bearer ${apiKey}` };
      await request.post(`/v0/payments/${followed.id}/cancel`, { headers, data: {} });
      await expect(page.getByText("Cancelled by the API key")).toBeVisible();
      expect(consoleErrors).toEqual([]);
    } finally {
      await page.goto("about:blank");
      await stopProxy();
    }
  });
}

test("a page opened at an address that is not ours says that nothing was charged", async ({
  page,
  request,
  apiKey,
  consoleErrors,
}) => {
  const link = await newLink(request, apiKey);
  await page.goto(`http://localhost:${upstream}${new URL(link.url).pathname}`);
  await payWith(page, "4242424242424242");
  await expect(page.getByRole("alert").filter({ hasText: "nothing was charged" })).toBeVisible();
  await expect(page.getByText("We cannot say")).toHaveCount(0);
  await pressPay(page);
  // The browser tells of each refusal itself, and the second may be told after everything else.
  await expect.poll(() => consoleErrors.length).toBe(2);
  expect(await chargesOf(link)).toEqual([]);
  expect(consoleErrors.splice(0).every((said) => said.includes("400"))).toBe(true);
});
