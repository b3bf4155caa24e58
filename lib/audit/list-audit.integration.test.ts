import { beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { newPerson } from "@/lib/auth/testing/people";
import { transaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { listAudit } from "./list-audit";
import { recordAudit } from "./record";
import { AUDIT_PER_PAGE, ListAudit } from "./schemas";

const operator = contextOf("operator");
const ada = contextOf("admin");
const grace = contextOf("owner");
const LINES = AUDIT_PER_PAGE * 2 + 7;
const FIRST_DAY = Date.UTC(2026, 0, 1, 12);

// Every third line has the same instant as the one before it: only the id tells them apart.
beforeAll(() =>
  transaction(async (tx) => {
    for (let line = 0; line < LINES; line++) {
      const now = new Date(FIRST_DAY + Math.floor((line * 2) / 3) * DAY_MS);
      const ctx = { ...(line % 2 ? ada : grace), now };
      const objectId = line % 5 === 0 ? "mine" : newId();
      await recordAudit(tx, ctx, {
        action: "merchant.updated",
        objectType: "merchant",
        objectId,
        data: { line },
      });
    }
  }),
);

const list = (filter: Partial<ListAudit>) => listAudit({ ctx: operator, input: filter as ListAudit });

describe("the audit log", () => {
  it("shows every line once, newest first, page after page, and the same way back", async () => {
    const seen: string[] = [];
    let page = await list({});
    expect(page.newer).toBeNull();
    for (;;) {
      seen.push(...page.lines.map(({ id }) => id));
      if (!page.older) break;
      page = await list({ before: page.older });
    }
    expect(seen).toHaveLength(LINES);
    expect(new Set(seen).size).toBe(LINES);

    const back: string[] = page.lines.map(({ id }) => id);
    while (page.newer) {
      page = await list({ after: page.newer });
      back.unshift(...page.lines.map(({ id }) => id));
    }
    expect(back).toEqual(seen);
  });

  it("tells people who have, or had, one name apart by their e-mail addresses", async () => {
    const people = [await newPerson("admin"), await newPerson("admin")];
    const objectId = newId();
    for (const { id } of people) {
      const actor = { ...ada.actor, id, label: "Ada Holm" };
      const entry = { action: "merchant.updated", objectType: "merchant", objectId, data: {} } as const;
      await transaction((tx) => recordAudit(tx, { ...ada, actor }, entry));
    }
    const { lines } = await list({ objectType: "merchant", objectId });
    expect(lines.map(({ actor }) => actor.email).sort()).toEqual(people.map(({ email }) => email).sort());
    expect(lines.map(({ actor }) => actor.label)).toEqual(["Ada Holm", "Ada Holm"]);
  });

  it("narrows to an actor, to an object and to days", async () => {
    const byAda = await list({ actorType: "user", actorId: ada.actor.id });
    expect(new Set(byAda.lines.map(({ actor }) => actor.id))).toEqual(new Set([ada.actor.id]));
    const mine = await list({ objectType: "merchant", objectId: "mine" });
    expect(mine.lines).toHaveLength(Math.ceil(LINES / 5));
    const days = await list({ from: "2026-01-02", to: "2026-01-03" });
    expect(new Set(days.lines.map(({ occurredAt }) => occurredAt.getUTCDate()))).toEqual(new Set([2, 3]));
    expect((await list({ action: "key.created" })).lines).toEqual([]);
  });

  it("is read by operators and above only", async () => {
    expect(await problemIn(listAudit({ ctx: contextOf("viewer"), input: {} as ListAudit }))).toMatchObject({
      permission: "audit:read",
    });
  });

  it("leaves out of the address what is no filter", () => {
    expect(ListAudit.parse({ objectId: "a\0b", from: "0000-01-01" })).toEqual({});
    expect(
      ListAudit.parse({ from: "yesterday", before: "1", actorType: "robot", action: "key.created" }),
    ).toEqual({
      action: "key.created",
    });
  });
});
