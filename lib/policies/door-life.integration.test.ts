import { describe, expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { anInsurer, ask, type Insurer, type WireBody } from "./testing";

const said = ({ body }: { body: WireBody }) => body.error?.errors.map(({ message }) => message);
const step = ({ key, policyId }: Insurer, name: string, body: unknown = {}) =>
  ask(key, "POST", `/policies/${policyId}/${name}`, body);

describe("the life of a policy", () => {
  it("goes on and back step by step, each with its event, its audit row and its reason", async () => {
    const insurer = await anInsurer();
    for (const [name, status] of [
      ["lapse", "lapsed"],
      ["reactivate", "active"],
      ["cancel", "cancelled"],
    ] as const)
      expect((await step(insurer, name, { reason: `To ${name}` })).body).toMatchObject({ status });
    expect(await told(insurer.policyId)).toEqual([
      ["policy.lapsed", "To lapse"],
      ["policy.reactivated", "To reactivate"],
      ["policy.cancelled", "To cancel"],
    ]);
  });

  it("refuses a step that does not lead on from where the policy is, and changes nothing", async () => {
    const insurer = await anInsurer();
    await step(insurer, "cancel");
    for (const name of ["lapse", "activate"]) {
      const { status, body } = await step(insurer, name);
      expect([status, body.error?.type]).toEqual([409, "conflict_error"]);
    }
    expect((await ask(insurer.key, "GET", `/policies/${insurer.policyId}`)).body.status).toBe("cancelled");
  });

  it("takes a step once, however often and by how many it is asked for at the same moment", async () => {
    const insurer = await anInsurer();
    const answers = await Promise.all([1, 2, 3].map(() => step(insurer, "cancel", { reason: "Fraud" })));
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(
      Array(3).fill([200, "cancelled"]),
    );
    expect(await told(insurer.policyId)).toEqual([["policy.cancelled", "Fraud"]]);
  });

  it("leaves what waits to be collected alone, and takes no more premiums", async () => {
    const insurer = await anInsurer();
    const { body: waiting } = await insurer.pay("pending");
    await step(insurer, "cancel");
    expect((await insurer.payments()).map(({ payment_id, status }) => [payment_id, status])).toEqual([
      [waiting.payment_id, "pending"],
    ]);
    expect(said(await insurer.pay("pending"))).toEqual([
      '"payment_type" premium is not allowed: the policy is cancelled',
    ]);
    await step(insurer, "reactivate", { reactivation_option_type: "arrears" });
    expect((await insurer.pay("pending")).status).toBe(200);
  });

  it("changes the day and the amount it is billed from now on, and nothing that is recorded", async () => {
    const insurer = await anInsurer();
    const { body: waiting } = await insurer.pay("pending");
    const path = `/policies/${insurer.policyId}`;
    const { body } = await ask(insurer.key, "PATCH", path, { billing_day: 25, app_data: { a: [1] } });
    expect(body).toMatchObject({ billing_day: 25, app_data: { a: [1] }, status: "active" });
    const billed = await ask(insurer.key, "POST", `${path}/billing`, { billing_amount: 20_000 });
    expect(billed.body).toMatchObject({ billing_day: 25, monthly_premium: 20_000 });
    expect(await insurer.payments()).toMatchObject([{ ...waiting, policy: null }]);
    expect((await told(insurer.policyId)).map(([type]) => type)).toEqual([
      "policy.updated",
      "policy.updated",
    ]);
    expect(said(await ask(insurer.key, "PATCH", path, { billing_day: 32 }))).toEqual([
      '"billing_day" must be from 1 to 31',
    ]);
  });

  it("ends many at once, all or none, naming each that cannot be", async () => {
    const [one, other] = [await anInsurer(), await anInsurer()];
    const item = (policy_id: string) => ({ policy_id, reason: "Fraud" });
    const both = await ask(one.key, "POST", "/policies/lapse", [item(one.policyId), item(other.policyId)]);
    expect(said(both)).toEqual(['"1.policy_id" must be the id of one that exists']);
    expect(await told(one.policyId)).toEqual([]);
    expect(said(await ask(one.key, "POST", "/policies/cancel", [{ policy_id: newId() }]))).toEqual([
      '"0.reason" is required',
    ]);
    const { status, text } = await ask(one.key, "POST", "/policies/cancel", [
      item(one.policyId),
      item(one.policyId),
    ]);
    expect([status, text]).toEqual([200, ""]);
    expect(await told(one.policyId)).toEqual([["policy.cancelled", "Fraud"]]);
    const late = await ask(one.key, "POST", "/policies/lapse", [item(one.policyId)]);
    expect(said(late)?.[0]).toContain('"0.policy_id" cannot be done: The policy is cancelled.');
  });

  it("is nothing a key that only reads may change", async () => {
    const { merchantId, policyId } = await anInsurer();
    const reader = await aKey(merchantId, ["payments:read"]);
    for (const path of [`/policies/${policyId}/cancel`, "/policies/cancel", `/policies/${policyId}/billing`])
      expect((await ask(reader, "POST", path, {})).status).toBe(403);
    expect(await told(policyId)).toEqual([]);
  });
});

/** What was announced of a policy, with the reason; the audit log holds as much. */
async function told(policyId: string): Promise<[string, string | null][]> {
  const events = await runUnprepared<{ type: string; reason: string | null }>(
    "SELECT type, data ->> 'reason' AS reason FROM outbox WHERE object_id = $1 ORDER BY id",
    [policyId],
  );
  const audited = await runUnprepared<{ action: string }>(
    "SELECT action FROM audit_entry WHERE object_id = $1 AND action <> 'policy.created'",
    [policyId],
  );
  expect(audited).toHaveLength(events.length);
  return events.map(({ type, reason }) => [type, reason]);
}
