import { expect, test } from "./fixtures";
import { lookAt } from "./looks/look";

const DRAWN_MS_MAX = 120_000;

test("anybody may read the reference: every operation, from this server alone, under the script policy", async ({
  page,
}) => {
  // Two hundred operations are drawn one after the other, on a machine that may be busy.
  test.setTimeout(240_000);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(process.env.PUBLIC_URL ?? "").origin)
      elsewhere.push(request.url());
  });
  const { paths } = (await (await page.request.get("/api/openapi.json")).json()) as {
    paths: Record<string, object>;
  };
  const operations = Object.values(paths).flatMap((item) => Object.keys(item)).length;
  const answer = await page.goto("/docs");
  expect(answer?.headers()["content-security-policy"]).toContain("'strict-dynamic'");
  const create = page.getByRole("button", { name: /Create a payment and its link/ });
  await expect(create).toBeVisible({ timeout: DRAWN_MS_MAX });
  await expect
    .poll(() => page.locator(".opblock").count(), { timeout: DRAWN_MS_MAX })
    .toBeGreaterThanOrEqual(operations);
  await create.click();
  await expect(page.getByRole("region", { name: "curl" })).toContainText(
    'curl "$COUNTERFOIL_URL/v0/payments"',
  );
  expect(elsewhere).toEqual([]);
});

test("the reference keeps nobody out", async ({ page }) => {
  // Six examinations of a very long page.
  test.setTimeout(240_000);
  await page.goto("/docs");
  const record = page.getByRole("button", { name: /Record a payment of a policy/ });
  await record.click();
  // All doors are drawn alike: one of them is examined, with the others closed.
  const others = page
    .getByRole("heading", { level: 3 })
    .filter({ hasNotText: /^Policies/ })
    .getByRole("button", { name: "Collapse operation" });
  for (let open = await others.count(); open > 0; open--) {
    await others.first().click();
    await expect(others).toHaveCount(open - 1);
  }
  await lookAt(page, "docs");
});

test("the document answers who knows it already in a few bytes, and only to be read", async ({ request }) => {
  const first = await request.get("/api/openapi.json");
  expect(first.headers()["content-type"]).toContain("application/json");
  expect(await first.json()).toMatchObject({ openapi: "3.1.0", servers: [{ url: process.env.PUBLIC_URL }] });
  const again = await request.get("/api/openapi.json", {
    headers: { "If-None-Match": first.headers().etag ?? "" },
  });
  expect([again.status(), (await again.body()).length]).toEqual([304, 0]);
  expect((await request.post("/api/openapi.json")).status()).toBe(405);
  expect((await request.get("/api/openapi.json/more")).status()).toBe(404);
});
