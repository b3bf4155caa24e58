import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setKnownOffset } from "@/lib/clock/clock";
import { type Exchange, onExchange } from "@/lib/http/exchange";
import { readJsonObject } from "@/lib/http/json-body";
import type { Actor } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { serveDoor } from "./door";

const ACTOR: Actor = { type: "apiKey", id: "k", label: "till", scopes: ["payments:write"], merchantId: null };

const SAID = { summary: "", answers: {} };

const door = serveDoor({
  name: "checkout",
  secretOf: (request) => request.headers.get("authorization"),
  authenticate: async (secret) => (secret === "right" ? ACTOR : null),
  present: (problem) =>
    Response.json({ problem: problem?.code }, { status: problem?.code === "unauthenticated" ? 401 : 404 }),
  operations: [
    {
      ...SAID,
      id: "open",
      permission: null,
      method: "GET",
      path: "/open",
      answer: () => Response.json("open"),
    },
    {
      ...SAID,
      id: "thing",
      permission: "payments:create",
      method: "POST",
      path: "/things/:id",
      handle: async ({ ctx, request, params }) => {
        await readJsonObject(request);
        ctx.touched?.add(params.id ?? "");
        return params.id === "none" ? new Response(null, { status: 204 }) : Response.json({ id: params.id });
      },
    },
  ],
});

const heard: Exchange[] = [];
let stop: (() => void) | undefined;

function listen(): void {
  stop = onExchange((exchange) => heard.push(exchange));
}

beforeEach(() => {
  setKnownOffset(0);
});

afterEach(() => {
  stop?.();
  heard.length = 0;
});

function post(path: string, secret: string, body = '{"a":1}'): Promise<Response> {
  const headers = { "Content-Type": "application/json", authorization: secret };
  return door(new Request(`http://counterfoil.test${path}`, { method: "POST", headers, body }));
}

describe("what a door tells of a request", () => {
  it("is the whole of it, and the caller still gets the answer", async () => {
    listen();
    const answer = await post("/things/7?page=2", "right");
    expect(await answer.json()).toEqual({ id: "7" });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      requestId: answer.headers.get("x-request-id"),
      door: "checkout",
      method: "POST",
      pathname: "/things/7",
      routePath: "/things/:id",
      actor: ACTOR,
      status: 200,
      request: { query: "page=2", body: '{"a":1}' },
      response: { body: '{"id":"7"}' },
      touchedPaymentIds: ["7"],
    });
  });

  it("has no body where the answer has none", async () => {
    listen();
    const answer = await post("/things/none", "right");
    expect(answer.status).toBe(204);
    expect(heard[0]?.response.body).toBeNull();
  });

  it("includes requests nobody was let in for, and those that match nothing", async () => {
    listen();
    await post("/things/7", "wrong");
    await post("/nowhere", "right");
    expect(heard.map(({ status, actor, routePath }) => ({ status, actor, routePath }))).toEqual([
      { status: 401, actor: null, routePath: "/things/:id" },
      { status: 404, actor: null, routePath: null },
    ]);
  });

  it("never keeps an answer from its caller: a listener that throws is left behind", async () => {
    const end = onExchange(() => {
      throw new Refused({ code: "lost_race" });
    });
    listen();
    expect((await post("/things/7", "right")).status).toBe(200);
    end();
    expect(heard).toHaveLength(1);
  });
});
