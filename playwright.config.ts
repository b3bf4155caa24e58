import { defineConfig } from "@playwright/test";
import { findChromium } from "./lib/server/dev/chromium";

const executablePath = findChromium();

// Examined first: they take longest, and lists that the other tests have filled take longer still.
const PAGES = ["console-access.spec.ts", "docs.spec.ts"];
// A process of their own: what it does by verbs, it does in a deployment of its own.
const LOOKS = ["looks.spec.ts", "canary-pages.spec.ts"];

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results/playwright",
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that needs its second try is named flaky in the report, and is a bug to be found; it holds up no landing.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  projects: [
    { name: "looks", testMatch: LOOKS },
    { name: "pages", testMatch: PAGES },
    { name: "flows", testIgnore: [...LOOKS, ...PAGES] },
  ],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/London",
    // Recorded for every test, a trace is a quarter of what the suite costs.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        // As root there is no sandbox to be had.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-dev-shm-usage",
        // The browser's own calls home.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-sync",
        "--no-default-browser-check",
        "--no-first-run",
        // A page that asks for anything off this machine fails, here and everywhere.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
      ],
    },
  },
});
