import { expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { age, allTold, job, twoProviders } from "@/lib/checkout/hosted/testing";
import { applyFact } from "@/lib/connections/events/apply-fact";
import { connectionById, forgetConnections } from "@/lib/connectors/connection";
import { pool } from "@/lib/db/pool";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { attemptsOf } from "@/lib/payments/attempt";
import { getPayment } from "@/lib/payments/get-payment";
import { evidenceOffer, type SubmitEvidence, submitEvidence } from "./submit-evidence";

const { first, ids, link, paid } = twoProviders();

const SAID = { explanation: "She bought two mugs and has them.", sold: "Two mugs" };

/** A paid payment that is disputed, with the form that answers it. */
async function disputed() {
  const { made, page } = await paid();
  first.dispute(page, "open");
  await allTold();
  const dispute = `dp_${page.reference}`;
  const form: SubmitEvidence = { id: made.id, dispute, ...SAID, idempotencyKey: newId() };
  return { made, page, form };
}

const operator = () => contextOf("operator");
const send = (input: SubmitEvidence, ctx = operator()) => submitEvidence({ ctx, input });
const refusalOf = (work: Promise<unknown>) => problemIn(work);
async function standing(id: string) {
  const detail = await getPayment({ ctx: operator(), input: { id } });
  return (await evidenceOffer(detail, new Date()))?.standing ?? null;
}
async function told(id: string): Promise<string[]> {
  const { rows } = await pool().query<{ type: string }>(
    "SELECT type FROM outbox WHERE payment_id = $1 AND type LIKE '%evidence%'",
    [id],
  );
  return rows.map(({ type }) => type);
}
async function auditOf(id: string) {
  const { rows } = await pool().query(
    "SELECT action, actor_label AS by FROM audit_entry WHERE object_id = $1::text AND action LIKE '%evidence%'",
    [id],
  );
  return rows;
}

it("an answer to a dispute reaches the provider once, by who sent it, and is told once", async () => {
  const { made, page, form } = await disputed();
  expect(await standing(made.id)).toBe("open");
  expect((await send(form)).outcome).toBe("sent");
  expect((await send(form)).outcome).toBe("replayed");
  expect([...page.evidence.values()]).toEqual([{ ...SAID, receipt: null, communication: null }]);
  expect(await standing(made.id)).toBe("sent");
  expect(await told(made.id)).toEqual(["payment.evidence_sent"]);
  expect(await auditOf(made.id)).toEqual([{ action: "payment.evidence_sent", by: operator().actor.label }]);
  const [attempt] = (await attemptsOf(made.id)).filter(({ operation }) => operation === "evidence");
  expect(attempt).toMatchObject({ state: "succeeded", method: { evidence: SAID } });
});

it("a second answer is refused, with other words or from another form, and twins send one", async () => {
  const { page, form } = await disputed();
  const twins = await Promise.allSettled(
    [form, form, { ...form, idempotencyKey: newId() }].map((each) => send(each)),
  );
  expect(twins.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
  expect(page.evidence.size).toBe(1);
  const again = send({ ...form, idempotencyKey: newId(), explanation: "And another thing." });
  expect(await refusalOf(again)).toMatchObject({ code: "conflict", message: /only once/ });
  expect(page.evidence.size).toBe(1);
});

it.each(["before", "after"] as const)(
  "an answer that is lost %s it was sent is unknown, looked up, and sent once",
  async (when) => {
    const { made, page, form } = await disputed();
    first.loses = when;
    expect((await send(form)).outcome).toBe("unknown");
    expect(page.evidence.size).toBe(when === "before" ? 0 : 1);
    expect(await standing(made.id)).toBe("under_way");
    expect(await told(made.id)).toEqual([]);
    expect(await refusalOf(send({ ...form, idempotencyKey: newId() }))).toMatchObject({ code: "conflict" });
    await age(made.id, { askedMinutes: 1 });
    await resolveAttempts({ ctx: job() });
    expect(page.evidence.size).toBe(1);
    expect(await standing(made.id)).toBe("sent");
    expect(await told(made.id)).toEqual(["payment.evidence_sent"]);
  },
);

it("what the provider refuses has sent nothing, and may be sent again", async () => {
  const { made, page, form } = await disputed();
  first.refuses = true;
  expect((await send(form)).outcome).toBe("refused");
  first.refuses = false;
  expect(page.evidence.size).toBe(0);
  expect(await standing(made.id)).toBe("open");
  expect(await auditOf(made.id)).toMatchObject([{ action: "payment.evidence_refused" }]);
  expect((await send({ ...form, idempotencyKey: newId() })).outcome).toBe("sent");
});

it("past the deadline, or once it is decided, nobody is asked", async () => {
  first.evidenceDueAt = new Date(Date.now() + DAY_MS);
  const [late, decided] = [await disputed(), await disputed()];
  first.evidenceDueAt = null;
  const later = { ...operator(), now: new Date(Date.now() + 2 * DAY_MS) };
  expect(await refusalOf(send(late.form, later))).toMatchObject({ code: "conflict", message: /has ended/ });
  first.dispute(decided.page, "lost");
  await allTold();
  expect(await refusalOf(send(decided.form))).toMatchObject({ code: "conflict", message: /decided/ });
  expect(await standing(decided.made.id)).toBe("decided");
  for (const { page, made } of [late, decided]) {
    expect(page.evidence.size).toBe(0);
    expect((await attemptsOf(made.id)).map(({ operation }) => operation)).toEqual(["charge"]);
  }
});

it("an answer to another dispute than the one shown is refused, and one to none", async () => {
  const { page, form } = await disputed();
  expect(await refusalOf(send({ ...form, dispute: "dp_other" }))).toMatchObject({ code: "conflict" });
  expect(page.evidence.size).toBe(0);
  const undisputed = await link();
  expect(await refusalOf(send({ ...form, id: undisputed.id }))).toMatchObject({ code: "conflict" });
});

it("the dispute that is open is answered, also where a later one of the payment was decided before", async () => {
  const { made, page, form } = await disputed();
  const other = {
    ...({ type: "dispute", chargeReference: page.reference } as const),
    providerReference: `dp_other_${newId()}`,
    ...{ amountMinor: 100n, currency: page.currency, reason: "fraudulent", evidenceDueAt: null, raw: {} },
  };
  for (const state of ["open", "won"] as const) await applyFact(job(), ids.first, { ...other, state });
  const { payment } = await getPayment({ ctx: operator(), input: { id: made.id } });
  expect(payment).toMatchObject({ status: "dispute", disputedMinor: page.amountMinor });
  expect(await refusalOf(send({ ...form, dispute: other.providerReference }))).toMatchObject({
    code: "conflict",
  });
  expect((await send(form)).outcome).toBe("sent");
  expect(page.evidence.size).toBe(1);
  expect(await standing(made.id)).toBe("sent");
});

it("a viewer may not answer, and nobody does through a connection that has ended", async () => {
  const { made, page, form } = await disputed();
  expect(await refusalOf(send(form, contextOf("viewer")))).toMatchObject({ code: "forbidden" });
  const { live } = await connectionById(ids.first);
  expect(live).toBe(false);
  await pool().query("UPDATE connection SET disconnected_at = now() WHERE id = $1", [ids.first]);
  forgetConnections();
  expect(await refusalOf(send(form))).toMatchObject({ code: "conflict", message: /disconnected/ });
  expect(await standing(made.id)).toBe("elsewhere");
  expect(page.evidence.size).toBe(0);
  await pool().query("UPDATE connection SET disconnected_at = NULL WHERE id = $1", [ids.first]);
  forgetConnections();
});
