import { expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";
import { setUp } from "./accept-invitation";
import { createOwner } from "./create-owner";
import { resetPassword } from "./reset-password";
import { readOperator } from "./session";
import { ensureSetupInvitation } from "./setup";
import { signIn } from "./sign-in";
import { contextOf, problemIn } from "./testing/contexts";
import { newBrowser, newPerson, nobodyYet, PASSWORD, signedInBrowser } from "./testing/people";

const command = () => jobContext("npm run owner", new Date(), newId());
const merchant = () => ({
  id: newId(),
  name: "Northwind",
  logoColor: "#1a6b4f",
  defaultCurrency: "GBP" as const,
});
const form = (email: string) => ({ name: "Ada", email, password: PASSWORD, merchant: merchant() });

it("makes one first owner, whether by command or by the set-up page, both at the same moment", async () => {
  const token = (await ensureSetupInvitation()) ?? "";
  const outcomes = await Promise.allSettled([
    createOwner({ ctx: command(), input: form("ada@example.com") }),
    createOwner({ ctx: command(), input: form("grace@example.com") }),
    setUp({ ctx: nobodyYet(), input: { ...form("linus@example.com"), token } }),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await runUnprepared(`SELECT id FROM "user"`, [])).toHaveLength(1);
  expect(await runUnprepared("SELECT id FROM merchant", [])).toHaveLength(1);
});

it("is refused to everybody who is no owner", async () => {
  const ctx = contextOf("admin");
  expect(await problemIn(createOwner({ ctx, input: form("eve@example.com") }))).toMatchObject({
    permission: "owners:manage",
  });
});

it("lets whoever has the server at hand give a person another password, and ends that person's sessions", async () => {
  const person = await newPerson("owner");
  const browser = await signedInBrowser(person);
  const input = { email: person.email, password: "the stub stays in the book" };
  expect(await problemIn(resetPassword({ ctx: contextOf("admin"), input }))).toMatchObject({
    code: "forbidden",
  });
  await Promise.all([1, 2].map(() => resetPassword({ ctx: command(), input })));
  expect(await readOperator(browser.headers)).toBeNull();
  expect((await signIn({ ctx: nobodyYet(), browser: newBrowser(), input })).step).toBe("done");
  const stranger = { ...input, email: "nobody@example.com" };
  expect(await problemIn(resetPassword({ ctx: command(), input: stranger }))).toMatchObject({
    code: "invalid",
  });
});
