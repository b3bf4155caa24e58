import { expect } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/durations";
import type { VerifiedMessage } from "../../provider";
import { type Case, CUSTOMER, type Kit, must } from "./kit";

const [SECRET, OTHER] = ["whsec_conformance_0123456789abcdef", "whsec_another_0123456789abcdefgh"];

interface Sent {
  body: string;
  headers: Readonly<Record<string, string>>;
}

/** What the provider sends, and what somebody else may send in its name. */
export const messageCases: readonly Case[] = [
  message("is taken, with the ids by which the provider is asked for its events", async (kit) => {
    await kit.told();
    const verified = verify(kit, await latest(kit));
    const told = await kit.told();
    if (!verified.verified) throw new Error(verified.problem);
    const ids = verified.events.map(({ eventId }) => eventId);
    expect(ids.length).toBeGreaterThan(0);
    expect(told.map(({ eventId }) => eventId)).toEqual(expect.arrayContaining(ids));
    expect(await kit.factsOf(verified.events)).toContainEqual(expect.objectContaining({ type: "charge" }));
  }),

  message("is taken by any of the secrets while one is rotated", async (kit) => {
    const sent = await latest(kit);
    for (const secrets of [[SECRET], [OTHER, SECRET], [SECRET, OTHER]])
      expect(verify(kit, sent, { secrets }).verified).toBe(true);
  }),

  message("that is signed by another secret, or by none that we have, is refused", async (kit) => {
    const sent = await latest(kit);
    for (const secrets of [[OTHER], [`${SECRET} `], []]) expectRefused(kit, verify(kit, sent, { secrets }));
  }),

  message(
    "without a signature, with a part of one or with anything else in its place, is refused",
    async (kit) => {
      const { body, headers } = await latest(kit);
      expectRefused(kit, verify(kit, { body, headers: {} }));
      const changes = [
        () => "",
        () => "garbage",
        () => "t=,v1=",
        () => "0".repeat(64),
        (value: string) => value.slice(0, -1),
        (value: string) => `${value.slice(0, -1)}${value.endsWith("0") ? "1" : "0"}`,
      ];
      for (const change of changes) {
        const changed = Object.entries(headers).map(([name, value]) => [name, change(value)]);
        expectRefused(kit, verify(kit, { body, headers: Object.fromEntries(changed) }));
      }
    },
  ),

  message("of which one byte was changed, added or taken away is refused", async (kit) => {
    const { body, headers } = await latest(kit);
    for (const other of [`${body} `, body.slice(0, -1), body.replace(/[a-z]/, "Z"), ""])
      expectRefused(kit, verify(kit, { body: other, headers }));
  }),

  message("that is signed and says nothing that can be read is refused, and nothing breaks", async (kit) => {
    for (const body of [
      "",
      " ",
      "null",
      "[]",
      "{}",
      '"x"',
      "0",
      "\u0000",
      "<html>",
      '{"id":1}',
      "{".repeat(9_000),
    ])
      expectRefused(kit, verify(kit, await latest(kit, { body })));
  }),

  message("keeps nothing of the customer and no secret", async (kit) => {
    const verified = verify(kit, await latest(kit));
    const kept = JSON.stringify(verified);
    for (const text of [CUSTOMER.email, CUSTOMER.name, SECRET]) expect(kept).not.toContain(text);
  }),

  dated(
    "that was signed long ago, or far ahead, is refused: it may be an old one sent again",
    async (kit) => {
      const now = kit.world.now();
      for (const shift of [-HOUR_MS, -6 * MINUTE_MS, 6 * MINUTE_MS, HOUR_MS]) {
        const at = new Date(now.getTime() + shift);
        expectRefused(kit, verify(kit, await latest(kit, { at })));
      }
    },
  ),

  dated("that took a while on its way is taken", async (kit) => {
    const at = new Date(kit.world.now().getTime() - 2 * MINUTE_MS);
    expect(verify(kit, await latest(kit, { at })).verified).toBe(true);
  }),
];

function message(name: string, run: Case["run"]): Case {
  return { name: `a message ${name}`, needs: ["signed messages"], run };
}

function dated(name: string, run: Case["run"]): Case {
  return { name: `a message ${name}`, needs: ["signed messages", "dated signatures"], run };
}

async function latest(kit: Kit, over: { at?: Date; body?: string } = {}): Promise<Sent> {
  const handles = must(kit.world.messages, "messages");
  if (over.body === undefined) await kit.take();
  return handles.latest({ secret: SECRET, at: kit.world.now(), ...over });
}

function verify(
  kit: Kit,
  { body, headers }: Sent,
  { secrets = [SECRET] }: { secrets?: readonly string[] } = {},
): VerifiedMessage {
  return kit.world.provider.verify({
    body: Buffer.from(body),
    header: (name) => headers[name.toLowerCase()] ?? null,
    secrets,
    now: kit.world.now(),
  });
}

function expectRefused(kit: Kit, verified: VerifiedMessage): void {
  const { refusedWith } = must(kit.world.messages, "messages");
  expect(verified).toMatchObject({ verified: false, status: refusedWith });
}
