import { randomBytes } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { anInsurer, ask, BANK } from "./testing";

describe("payment methods", () => {
  it("keep the account number sealed, and show it at this door alone", async () => {
    const insurer = await anInsurer();
    expect(await insurer.method()).toMatchObject({
      type: "debit_order",
      bank_details: { ...BANK, banv_status: "verified", blocked_reason: null },
    });
    for (const table of ["policy_payment_method", "audit_entry", "outbox", "policy_async_request"]) {
      const found = await runUnprepared(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1`, [
        `%${BANK.account_number}%`,
      ]);
      expect([table, found]).toEqual([table, []]);
    }
  });

  it("are shown without their account number once the key that sealed it is gone", async () => {
    const insurer = await anInsurer();
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", randomBytes(32).toString("base64"));
    expect(await insurer.method()).toMatchObject({
      bank_details: { ...BANK, account_number: null, banv_status: "verified" },
    });
    vi.unstubAllEnvs();
  });

  it("are verified, blocked and unblocked", async () => {
    const insurer = await anInsurer();
    const { body: made } = await ask(
      insurer.key,
      "POST",
      `/policyholders/${insurer.holderId}/payment-methods`,
      {
        type: "debit_order",
        bank_details: BANK,
      },
    );
    expect(made).toMatchObject({ banv_status: "pending" });
    const path = `/payment-methods/${made.payment_method_id}`;
    const patch = (body: unknown) => ask(insurer.key, "PATCH", `${path}/verification-status`, body);
    const errors = async (body: unknown) => (await patch(body)).body.error?.errors.map(({ path: at }) => at);
    expect(await errors({})).toEqual(["banv_status"]);
    expect(await errors({ banv_status: "blocked" })).toEqual(["blocked_reason"]);
    expect(await errors({ banv_status: "failed_verification" })).toEqual(["banv_response"]);
    expect(await errors({ banv_status: "verified", blocked_reason: "x" })).toEqual(["blocked_reason"]);
    expect((await patch({ banv_status: "blocked", blocked_reason: "Fraud" })).body).toMatchObject({
      banv_status: "blocked",
      blocked_reason: "Fraud",
    });
    expect((await ask(insurer.key, "POST", `${path}/manual-verify`, {})).body).toMatchObject({
      banv_status: "verified",
      blocked_reason: null,
    });
    expect((await ask(insurer.key, "POST", `${path}/dismiss`)).body).toMatchObject({
      banv_status: "verified",
    });
  });

  it("are of four types, each with its own details, and chosen for a policy", async () => {
    const insurer = await anInsurer();
    const add = (body: unknown) =>
      ask(insurer.key, "POST", `/policyholders/${insurer.holderId}/payment-methods`, body);
    const errors = async (body: unknown) => (await add(body)).body.error?.errors.map(({ path }) => path);
    expect(await errors({})).toEqual(["type"]);
    expect(await errors({ type: "debit_order" })).toEqual(["bank_details"]);
    expect(await errors({ type: "card", card_details: {} })).toEqual(["card_details.registration_id"]);
    expect(await errors({ type: "eft", bank_details: BANK })).toEqual(["bank_details"]);
    const { body: external } = await add({ type: "external", payment_method_key: "mobile-money" });
    const path = `/policies/${insurer.policyId}/payment-method`;
    expect((await ask(insurer.key, "GET", path)).status).toBe(404);
    const put = await ask(insurer.key, "PUT", path, { payment_method_id: external.payment_method_id });
    expect(put.body).toMatchObject({ type: "external", payment_method_key: "mobile-money" });
    expect((await ask(insurer.key, "GET", path)).body).toEqual(put.body);
    expect((await ask(insurer.key, "PUT", path, { payment_method_id: newId() })).status).toBe(400);
  });
});
