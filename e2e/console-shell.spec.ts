import { ZONE_COOKIE } from "@/components/shell/preferences";
import { newLink } from "./checkout";
import { live, openPalette } from "./console";
import { expect, test } from "./fixtures";

test("whoever is not signed in sees nothing, and comes back after signing in", async ({ page }) => {
  await page.goto("/payments?status=failed");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("test mode is said on every page, and stays in sight", async ({ signedIn, request, apiKey }) => {
  const { id } = await newLink(request, apiKey);
  const page = await signedIn("viewer");
  for (const path of ["/", "/payments", `/payments/${id}`]) {
    await page.goto(path);
    await page.mouse.wheel(0, 2_000);
    await expect(page.getByText("Test mode: no money moves")).toBeInViewport();
  }
});

test("theme and density are kept, and are there before any script", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name: "Compact" }).click();
  const html = await (await page.request.get("/payments")).text();
  expect(html).toMatch(/<html[^>]+data-theme="dark"[^>]+data-density="compact"/);
});

test.describe("a browser that has not been here before", () => {
  test.use({ timezoneId: "Asia/Kolkata" });

  test("has its first page written anew in its own zone", async ({ signedIn, request, apiKey }) => {
    const { id } = await newLink(request, apiKey);
    const page = await signedIn("viewer");
    await page.context().clearCookies({ name: ZONE_COOKIE });
    const address = `/payments/${id}`;
    expect(await (await page.request.get(address)).text()).toMatch(/<time[^>]*>[^<]* UTC</);
    await page.goto(address);
    const time = page.locator("main time").first();
    await expect(time).not.toContainText("UTC");
    const timeZone = "Asia/Kolkata";
    const at = new Date((await time.getAttribute("datetime")) ?? "");
    await expect(time).toContainText(at.toLocaleTimeString("en-GB", { timeZone, timeStyle: "short" }));
    expect(await (await page.request.get(address)).text()).not.toMatch(/<time[^>]*>[^<]* UTC</);
  });
});

test("the palette leads anywhere by keys alone", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/");
  await (await openPalette(page)).fill("pay");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/payments$/);
});

test("what is pressed before the page's scripts are there is done once, as soon as they are", async ({
  signedIn,
}) => {
  const page = await signedIn("viewer");
  let sendScripts = () => {};
  const sent = new Promise<void>((resolve) => {
    sendScripts = resolve;
  });
  await page.route("**/_next/static/**/*.js", (route) => sent.then(() => route.continue()));
  await page.goto("/payments", { waitUntil: "commit" });
  await page.getByRole("button", { name: "Go anywhere" }).click();
  await expect(page.getByRole("link", { name: "Payments" }).first()).toBeVisible();
  const palette = page.getByRole("combobox", { name: /Go to a page/ });
  expect(await palette.count()).toBe(0);
  sendScripts();
  await expect(palette).toBeVisible();
});

test("single keys can be turned off, and are never taken from somebody who types", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/payments");
  await live(page);
  await page.keyboard.press("/");
  await expect(page.locator("#search-everything")).toBeFocused();
  await page.keyboard.type("jk?x");
  await expect(page.locator("#search-everything")).toHaveValue("jk?x");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("?");
  await page.getByRole("switch", { name: "Single keys" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.locator("#search-everything")).not.toBeFocused();
});

test("the first thing Tab reaches leads past the navigation", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/payments");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("on a phone the navigation is a press away", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await page.getByRole("button", { name: "Open navigation" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Payments" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Payments" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
