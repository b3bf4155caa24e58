import { describe, expect, it } from "vitest";
import type { Exchange } from "@/lib/http/exchange";
import { DESCRIBED_DOORS } from "@/lib/server/doors";
import { openApiDocument } from "../document";
import { answerJudge } from "./judge-answer";

const judge = answerJudge({
  document: openApiDocument("https://pay.example.com", DESCRIBED_DOORS),
  names: Object.fromEntries(DESCRIBED_DOORS.map(({ prefix, component }) => [prefix, component])),
});

const NOT_FOUND = { error: "not_found", message: "payment pay_0 was not found." };

function exchange(status: number, body: unknown, changes: Partial<Exchange> = {}): Exchange {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    requestId: "0199",
    door: "checkout",
    method: "GET",
    pathname: "/v0/payments/pay_0",
    routePath: "/v0/payments/:id",
    actor: null,
    startedAt: new Date(0),
    durationMs: 1,
    status,
    request: { headers: new Headers(), query: "", body: null },
    response: { headers: new Headers({ "content-type": "application/json" }), body: text },
    touchedPaymentIds: [],
    ...changes,
  };
}

const connected = (amount: string) =>
  exchange(
    200,
    `{"data":{"id":"a","reference":"r","connectorID":"c","sourceAccountID":"","destinationAccountID":"","type":"OTHER",
    "provider":"GENERIC","status":"PENDING","amount":${amount},"initialAmount":1,"scheme":"visa","asset":"USD/2",
    "createdAt":"2026-01-05T10:00:00.000Z","raw":null,"adjustments":[],"metadata":null}}`,
    { pathname: "/api/payments/payments/a", routePath: "/api/payments/payments/:id" },
  );

describe("holding an answer against the document", () => {
  it("finds nothing off about one that is as described", () => {
    expect(judge(exchange(404, NOT_FOUND))).toEqual([]);
    expect(judge(connected("9223372036854775807"))).toEqual([]);
  });

  it("names the operation, the status and the place of what is off", () => {
    expect(judge(exchange(404, { ...NOT_FOUND, message: 7 }))).toEqual([
      'GET /v0/payments/pay_0 → 404: /message must be string {"type":"string"}',
    ]);
    expect(judge(exchange(404, { ...NOT_FOUND, secret: "x" }))[0]).toContain(
      "must NOT have additional properties",
    );
    expect(judge(connected("1.5"))[0]).toContain("/data/amount must be integer");
    // As a double it would be whole.
    expect(judge(connected("9007199254740993.5"))[0]).toContain("/data/amount");
    expect(judge(connected('"12"'))[0]).toContain("/data/amount must be integer");
  });

  it("finds a status that is not described", () => {
    expect(judge(exchange(418, NOT_FOUND))).toEqual([
      "GET /v0/payments/pay_0 → 418: no such answer is in the document",
    ]);
  });

  it("finds another content type, and a body where there should be none", () => {
    const html = { headers: new Headers({ "content-type": "text/html" }), body: "<p>" };
    expect(judge(exchange(404, NOT_FOUND, { response: html }))[0]).toContain("content type text/html");
    const patched = { method: "PATCH", pathname: "/x", routePath: "/api/payments/payments/:id/metadata" };
    expect(judge(exchange(204, "{}", patched))[0]).toContain("a body, where none is described");
  });

  it("holds what answers for no operation against its door's own words", () => {
    const nowhere = { pathname: "/v0/nowhere", routePath: null };
    expect(judge(exchange(404, NOT_FOUND, nowhere))).toEqual([]);
    expect(judge(exchange(404, { errors: [] }, nowhere))).not.toEqual([]);
    expect(
      judge(exchange(405, { error: "bad_request", message: "Use POST here." }, { method: "PUT" })),
    ).toEqual([]);
  });
});
