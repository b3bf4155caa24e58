import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { aMerchant } from "@/lib/checkout/testing";
import { newId, readId } from "@/lib/ids";
import { MERCHANTS_PER_PAGE } from "@/lib/merchants/limits";
import { aProgramme } from "@/lib/referrals/testing";
import { run as runKeys } from "./keys";
import { run } from "./merchants";

/** What a command prints, a line of JSON each. */
async function printed(command: typeof run, ...args: string[]): Promise<Record<string, string>[]> {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    await command([...args, "--json"]);
    const text = write.mock.calls.map(([part]) => String(part)).join("");
    return text
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
  } finally {
    write.mockRestore();
  }
}

describe("npm run merchants", () => {
  it("makes a merchant, audited, to whom a key can be bound by name", async () => {
    const name = `Shop ${newId()}`;
    const [made] = await printed(run, "create", "--name", name, "--currency", "EUR", "--limit", "750.50");
    expect(made).toEqual({ id: expect.stringMatching(/^mer_/), name, currency: "EUR", limit: "750.50" });
    const scopes = ["--name", "Till", "--scopes", "payments:read"];
    const [key] = await printed(runKeys, "create", ...scopes, "--merchant", name);
    expect(key?.merchant).toBe(made?.id);
    expect(await auditedActions(readId("mer", made?.id ?? "") ?? "")).toEqual(["merchant.created"]);
    expect(await printed(run, "list")).toContainEqual(made);
  });

  it("makes a partner's own key, which has no scopes, by the partner's slug", async () => {
    const { merchant, partnerId, slug } = await aProgramme();
    const [key] = await printed(runKeys, "create", "--name", "Dashboard", "--partner", slug);
    expect(key).toMatchObject({ partner: partnerId, partnerName: "Rosa Partner", scopes: [] });
    expect(key?.merchant).toBe(merchant.publicId);
    await printed(runKeys, "revoke", key?.id ?? "");
    expect(await printed(runKeys, "list")).toContainEqual(
      expect.objectContaining({ id: key?.id, partner: partnerId, state: "revoked" }),
    );
    await expect(runKeys(["create", "--name", "Dashboard", "--partner", "nobody"])).rejects.toThrow(
      /there is no partner "nobody"/,
    );
  });

  it("takes pounds and the usual limit when nothing else is said", async () => {
    const [made] = await printed(run, "create", "--name", `Shop ${newId()}`);
    expect(made).toMatchObject({ currency: "GBP", limit: "5000.00" });
  });

  it("makes no second one of the same name, however often a script is run", async () => {
    const name = `Shop ${newId()}`;
    await printed(run, "create", "--name", name);
    await expect(printed(run, "create", "--name", name)).rejects.toThrow(
      /there is a merchant .* already: mer_/,
    );
    const named = (await printed(run, "list")).filter((each) => each.name === name);
    expect(named).toHaveLength(1);
  });

  it("comes to its own end, and puts away what it has begun, when nobody reads what it lists", async () => {
    // So many that it goes on to ask the database after it could not write.
    for (let made = 0; made < MERCHANTS_PER_PAGE + 1; made++) await aMerchant();
    const args = ["lib/server/start.js", "cli/merchants", "list"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect({ said, code }).toEqual({ said: "", code: 0 });
  }, 60_000);

  it.each([
    [["create"], "--name: Give the merchant a name"],
    [["create", "--name", "A", "--currency", "ZAR"], "--currency: Choose one of the currencies"],
    [["create", "--name", "A", "--limit", "0.99"], "--limit: An amount from 1.00"],
    [["create", "--name", "A", "--color", "green"], "--color: A colour such as"],
    [["create", "--nome", "A"], "see --help"],
    [["destroy"], '"destroy" is not create or list'],
  ])("says of %j what is wrong with it", async (args, words) => {
    await expect(printed(run, ...args)).rejects.toThrow(words);
  });
});
