import { readdirSync, readFileSync, statSync } from "node:fs";
import { ROLES, type Role } from "@/lib/verb/permissions";
import { PAGES, PUBLIC, ROUTES } from "./access";
import { ACTIONS, PUBLIC_ACTIONS } from "./access-actions";
import { addressesOf, addressOf } from "./app-files";
import { newLink } from "./checkout";
import { type Ask, expect, test } from "./fixtures";

/** Everything the console answers, asked over HTTP by nobody and by every role; what a program may do, its doors' matrix tells. */
type Asker = Role | "nobody";
const BUILDS = ".next/builds";
const ASKERS: readonly Asker[] = ["nobody", ...ROLES];

test("every page, route and action of the console stands in a table of who may", () => {
  const pages = addressesOf("page.tsx");
  const routes = addressesOf("route.ts");
  expect(Object.keys(PAGES).sort()).toEqual(pages.filter((page) => !PUBLIC.includes(page)).sort());
  expect(Object.keys(ROUTES).sort()).toEqual(routes.filter((route) => !PUBLIC.includes(route)).sort());
  const actions = [...builtActions().keys()].filter((action) => !PUBLIC_ACTIONS.includes(action));
  expect(Object.keys(ACTIONS).sort()).toEqual(actions.sort());
});

for (const asker of ASKERS) {
  test(`${asker} reads the pages that are theirs, and no other`, async ({ asking }) => {
    const ask = await asking(asker);
    for (const [page, least] of Object.entries(PAGES)) {
      const answer = await ask(named(page));
      // A page that had begun to answer says where to go on in what it sends.
      const [, streamed] = /NEXT_REDIRECT;\w+;([^;]+);/.exec(await answer.text()) ?? [];
      const location = answer.headers.get("location") ?? streamed;
      if (asker === "nobody") expect.soft(location, page).toContain("/sign-in");
      else if (may(asker, least)) expect.soft(location ?? "", page).not.toMatch(/sign-in|no-access/);
      else expect.soft(location, page).toContain("/no-access");
    }
  });

  test(`${asker} is answered by the routes that are theirs, and no other`, async ({ asking }) => {
    const ask = await asking(asker);
    for (const [route, { least, body }] of Object.entries(ROUTES)) {
      const status = await statusOf(ask, named(route), body);
      if (asker === "nobody") expect.soft(status, route).toBe(401);
      else if (may(asker, least)) expect.soft([401, 403, 500], route).not.toContain(status);
      else expect.soft(status, route).toBe(403);
    }
  });

  test(`${asker} does what is theirs to do, and nothing else`, async ({ asking, request: door, apiKey }) => {
    const { id } = await newLink(door, apiKey);
    const ask = await asking(asker);
    const built = builtActions();
    for (const [name, { least, input, runs }] of Object.entries(ACTIONS)) {
      const allowed = asker !== "nobody" && may(asker, least);
      if (allowed && runs === "refusedOnly") continue;
      const action = built.get(name);
      if (!action) throw new Error(`${name} was not built`);
      const answer = await ask(named(action.page), {
        method: "POST",
        headers: {
          "Next-Action": action.id,
          "Content-Type": "text/plain;charset=UTF-8",
          Origin: process.env.PUBLIC_URL ?? "",
        },
        body: JSON.stringify(input === undefined ? [] : [input({ paymentId: id })]),
      });
      const code = /"ok":false.*?"code":"(\w+)"/.exec(await answer.text())?.[1] ?? "done";
      if (asker === "nobody") expect.soft(code, name).toBe("unauthenticated");
      else if (allowed) expect.soft(["forbidden", "unauthenticated", "internal"], name).not.toContain(code);
      else expect.soft(code, name).toBe("forbidden");
    }
  });
}

function may(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** The status of a route's answer; a stream that has begun is left at once. */
async function statusOf(ask: Ask, address: string, body: object | undefined): Promise<number> {
  if (!body) {
    const answer = await ask(address);
    await answer.body?.cancel();
    return answer.status;
  }
  const headers = { "Content-Type": "application/json" };
  const answer = await ask(address, { method: "POST", headers, body: JSON.stringify(body) });
  // What is sent like an action, over a route of its own, is answered like one.
  const { ok, problem } = (await answer.json()) as { ok: boolean; problem?: { code: string } };
  return ok ? 200 : (STATUS_OF[problem?.code ?? ""] ?? 400);
}

const STATUS_OF: Record<string, number> = { unauthenticated: 401, forbidden: 403, internal: 500 };

/** An address with something in place of what it names: an id that is well spelled, and nobody's. */
function named(address: string): string {
  return address
    .replace("/payments/[id]", "/payments/pay_00000000000000000000000000")
    .replace("[query]", "payouts")
    .replaceAll(/\[[^\]]+\]/g, "01900000-0000-7000-8000-000000000000");
}

/** The build the server runs: it marked it as used when it started. */
function newestBuild(): string {
  const usedAt = (name: string) => statSync(`${BUILDS}/${name}/complete`).mtimeMs;
  const [newest] = readdirSync(BUILDS).sort((one, other) => usedAt(other) - usedAt(one));
  return `${BUILDS}/${newest}`;
}

interface BuiltAction {
  id: string;
  page: string;
}

/** The actions of the build that the server runs, by `file#name`. */
function builtActions(): Map<string, BuiltAction> {
  const actions = new Map<string, BuiltAction>();
  const build = newestBuild();
  const files = readdirSync(`${build}/server/app`, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((each) => each.endsWith("server-reference-manifest.json"))) {
    const { node } = JSON.parse(readFileSync(`${build}/server/app/${file}`, "utf8")) as {
      node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
    };
    for (const [id, { filename, exportedName, workers }] of Object.entries(node)) {
      const name = `${filename.replace(/^app\/(\(console\)\/)?/, "").replace(/\.ts$/, "")}#${exportedName}`;
      actions.set(name, { id, page: addressOf((Object.keys(workers)[0] ?? "").replace(/^app\//, "")) });
    }
  }
  return actions;
}
