import { newPerson, PASSWORD } from "@/lib/auth/testing/people";
import { expect, test } from "./fixtures";

/** One of each kind in lib/http/followed-address.test.ts, which has more than a hundred. */
const OUTSIDE = [
  "//evil.example/x",
  "/\\evil.example/x",
  "/\t/evil.example/x",
  "/.//evil.example/x",
  "/x/..//evil.example",
  "/%2e%2e//evil.example",
  "/%2f/evil.example",
  "/x%2f..%2f%2fevil.example",
  "/.//user@evil.example",
  "https://evil.example/",
  "/pay/token/continue",
];

// Where nobody owns the place yet, there is nothing to sign in to.
test.beforeAll(async () => {
  await newPerson("owner");
});

for (const page of ["/sign-in", "/two-factor"])
  test(`${page} leads a person who is signed in nowhere outside`, async ({ signedIn }) => {
    const { request } = await signedIn("viewer");
    for (const next of OUTSIDE) {
      const answer = await request.get(`${page}?${new URLSearchParams({ next })}`, { maxRedirects: 0 });
      expect([next, answer.status(), answer.headers().location]).toEqual([next, 307, "/"]);
    }
    const inside = await request.get(`${page}?next=%2Fpayments%3Fstatus%3Dfailed`, { maxRedirects: 0 });
    expect(inside.headers().location).toBe("/payments?status=failed");
  });

test("the sign-in action leads nowhere outside, whatever it is called with", async ({ page, context }) => {
  const { email } = await newPerson("operator");
  await page.goto("/sign-in?next=%2Fpayments");
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.headers()["next-action"] !== undefined),
    page.getByRole("button", { name: "Sign in" }).click(),
  ]);
  await page.waitForURL("**/payments");
  const body = sent.postData() ?? "";
  expect(body).toContain('"/payments"');
  const origin = new URL(sent.url()).origin;
  // The page that is shown would go on asking, as nobody.
  await page.goto("about:blank");
  for (const next of OUTSIDE) {
    await context.clearCookies();
    const answer = await context.request.post("/sign-in", {
      headers: {
        origin,
        "next-action": sent.headers()["next-action"] ?? "",
        "content-type": "text/plain;charset=UTF-8",
      },
      data: body.replace('"/payments"', JSON.stringify(next)),
    });
    expect([next, answer.status()]).toEqual([next, 200]);
    expect(await answer.text(), next).toContain('{"ok":true,"value":{"path":"/",');
  }
});
