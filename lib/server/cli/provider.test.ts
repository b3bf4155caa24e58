import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stripeWorld } from "@/lib/connectors/stripe/testing-world";
import { log } from "@/lib/log/log";
import { run } from "./provider";

const { credentials } = await stripeWorld();

describe("npm run provider -- check", () => {
  const level = log.level;
  let printed = "";
  const exitCode = () => process.exitCode ?? 0;

  beforeEach(() => {
    printed = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.mocked(process.stdout.write).mockRestore();
    log.level = level;
    process.exitCode = undefined;
  });

  it("prints what passed, and nothing of the key", async () => {
    const key = credentials?.works.secretKey ?? "";
    vi.stubEnv("PROVIDER_KEY", key);
    await run(["check", "stripe"]);
    expect(printed).toContain("passed     The test method is charged\n");
    expect(printed).not.toContain("FAILED");
    expect(printed).not.toContain(key);
    expect(exitCode()).toBe(0);
  });

  it("ends with 1 where something did not pass, and says what to do", async () => {
    vi.stubEnv("PROVIDER_KEY", credentials?.wrong.secretKey ?? "");
    await run(["check", "stripe"]);
    expect(printed).toMatch(/^FAILED {5}Account: Stripe refuses the key\./);
    expect(exitCode()).toBe(1);
  });

  it("refuses a live key before anything is asked, one that is none, and a provider that is none", async () => {
    vi.stubEnv("PROVIDER_KEY", credentials?.live.secretKey ?? "");
    await expect(run(["check", "stripe"])).rejects.toThrow("that is a live key");
    vi.stubEnv("PROVIDER_KEY", "");
    await expect(run(["check", "stripe"])).rejects.toThrow("PROVIDER_KEY: Enter a key");
    await expect(run(["check", "sandbox"])).rejects.toThrow(
      '"sandbox" is none of stripe, gocardless, mollie',
    );
  });
});
