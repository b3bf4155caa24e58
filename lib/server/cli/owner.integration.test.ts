import { expect, it, vi } from "vitest";
import { readOperator } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in";
import { auditedActions } from "@/lib/auth/testing/audit";
import {
  newBrowser,
  newPerson,
  nobodyYet,
  PASSWORD,
  signedInBrowser,
  withTwoFactor,
} from "@/lib/auth/testing/people";
import { run } from "./owner";

async function printed(...args: string[]): Promise<string> {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    await run(args);
    return write.mock.calls.map(([part]) => String(part)).join("");
  } finally {
    write.mockRestore();
  }
}

it("a sole owner who has lost phone and backup codes is let in again, audited, and their sessions end", async () => {
  const owner = await newPerson("owner");
  await withTwoFactor(owner);
  const waiting = await signedInBrowser(owner);
  const said = await printed("reset-two-factor", "--email", ` ${owner.email.toUpperCase()}`);
  expect(said).toMatch(/^twoFactor +off$/m);
  expect(await readOperator(waiting.headers)).toBeNull();
  const input = { email: owner.email, password: PASSWORD };
  expect((await signIn({ ctx: nobodyYet(), browser: newBrowser(), input })).step).toBe("done");
  expect(await auditedActions(owner.id)).toContain("user.two_factor_reset");
});

it("says that nobody has the address, and that there is nothing to turn off", async () => {
  const { email } = await newPerson("owner");
  await expect(run(["reset-two-factor", "--email", email])).rejects.toThrow(/no second factor/);
  await expect(run(["reset-two-factor", "--email", "nobody@example.com"])).rejects.toThrow(/nobody here/);
  await expect(run(["reset-two-factor"])).rejects.toThrow(/^--email/);
});

it("another password leaves the second factor on, and says so", async () => {
  const owner = await newPerson("owner");
  expect(await printed("reset-password", "--email", owner.email)).not.toContain("twoFactor");
  const admin = await newPerson("admin");
  await withTwoFactor(admin);
  const said = await printed("reset-password", "--email", admin.email, "--json");
  expect(JSON.parse(said)).toMatchObject({
    email: admin.email,
    twoFactor: expect.stringMatching(/stays on/),
  });
});
