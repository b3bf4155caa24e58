import { describe, expect, it, vi } from "vitest";
import { signIn } from "@/lib/auth/sign-in";
import { contextOf } from "@/lib/auth/testing/contexts";
import { codeOf, newBrowser, newPerson, nobodyYet, PASSWORD, withTwoFactor } from "@/lib/auth/testing/people";
import { runUnprepared } from "@/lib/db/sql";
import { disablePerson } from "@/lib/team/disable-person";
import { secondFactorAction } from "./actions";
import { FIRST_STEP_OVER } from "./sign-in-steps";

const request = vi.hoisted(() => ({ cookie: "", set: [] as string[] }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ cookie: request.cookie }),
  cookies: async () => ({ toString: () => request.cookie, set: (name: string) => request.set.push(name) }),
}));

async function firstStep() {
  const person = await newPerson("admin");
  const { secret } = await withTwoFactor(person);
  const input = { email: person.email, password: PASSWORD };
  const { cookies } = await signIn({ ctx: nobodyYet(), browser: newBrowser(), input });
  request.cookie = newBrowser(cookies).headers.get("cookie") ?? "";
  return { person, code: await codeOf(secret) };
}

describe("the second step of signing in", () => {
  it.each<[string, (person: { id: string }) => Promise<unknown> | undefined]>([
    [
      "was never begun",
      async () => {
        request.cookie = "";
      },
    ],
    [
      "was begun too long ago",
      () => runUnprepared("UPDATE verification SET expires_at = now() - interval '1 second'", []),
    ],
    [
      "is of somebody who was disabled since",
      ({ id }) => disablePerson({ ctx: contextOf("owner"), input: { userId: id } }),
    ],
  ])("says that the first is over, and not that they were signed out, where that %s", async (_, act) => {
    const { person, code } = await firstStep();
    await act(person);
    expect(await secondFactorAction({ code })).toMatchObject({
      ok: false,
      problem: { code: "conflict", message: FIRST_STEP_OVER, issues: [] },
    });
  });

  it("says of a wrong code that it is wrong, and takes the right one", async () => {
    const { person, code } = await firstStep();
    expect(await secondFactorAction({ code: "aaaaa-aaaaa" })).toMatchObject({ problem: { code: "invalid" } });
    expect(await secondFactorAction({ code, next: "/payments" })).toMatchObject({
      ok: true,
      value: { path: "/payments", person: { id: person.id } },
    });
    expect(request.set.join(" ")).toContain("session_token");
  });
});
