import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { getCheckoutPage } from "@/lib/checkout/get-checkout-page";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, cardOf, customerOf } from "@/lib/checkout/testing";
import { HELD_MESSAGE } from "@/lib/connectors/held";
import { sandbox } from "@/lib/connectors/sandbox/sandbox";
import { runUnprepared } from "@/lib/db/sql";
import { holdDatabase, releaseElsewhere } from "@/lib/deployment/testing";
import { newId } from "@/lib/ids";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { retryAsListed } from "@/lib/policies/collection/testing-retries";
import { anInsurer, ask } from "@/lib/policies/testing";
import { askAgain } from "./ask-again";
import { runDueJobs } from "./run-due";
import { startJobs } from "./runner";
import { TASKS } from "./tasks";

afterEach(async () => {
  vi.restoreAllMocks();
  await releaseElsewhere();
});

/** What tidies up and moves nothing on. Everything else waits for the release. */
const TIDYING = [
  ...["policy-idempotency", "release-dead-jobs", "compact-payment-counts", "forget-rate-limit-windows"],
  ...["forget-webhook-answers", "forget-requests", "forget-expired-sign-ins"],
];

const attempts = async () =>
  (await runUnprepared<{ n: number }>("SELECT count(*)::int AS n FROM attempt", []))[0]?.n;

async function paidLink() {
  const link = await aLink();
  expect(await pay(link)).toEqual({ outcome: "succeeded" });
  return link;
}

function pay(link: Awaited<ReturnType<typeof aLink>>) {
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  return payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
}

describe("while the database is held", () => {
  beforeEach(holdDatabase);

  it("no job runs but those that tidy up, and after the release every one does", async () => {
    const ran: string[] = [];
    const tasks = TASKS.map((task) => ({ ...task, run: async () => ran.push(task.name) }));
    await runDueJobs(tasks);
    expect(ran.toSorted()).toEqual(TIDYING.toSorted());
    ran.length = 0;
    await releaseElsewhere();
    await runDueJobs(tasks);
    expect(ran).toEqual(TASKS.map(({ name }) => name));
  });

  it("the runner holds them back too, and hears of a release by itself", async () => {
    const ran: string[] = [];
    const schedule = { everyMs: 20 };
    const jobs = await startJobs([
      { name: "moving", schedule, run: async () => ran.push("moving") },
      { name: "tidying", schedule, tidies: true, run: async () => ran.push("tidying") },
    ]);
    await vi.waitFor(() => expect(ran.length).toBeGreaterThan(2), { timeout: 15_000 });
    expect(ran).not.toContain("moving");
    await releaseElsewhere();
    await vi.waitFor(() => expect(ran).toContain("moving"), { timeout: 15_000 });
    await jobs.stop();
  });

  it("a premium that is due is not collected until the release, and then once", async () => {
    const insurer = await anInsurer();
    await insurer.pay("pending", { payment_date: "2026-01-01" });
    // What was recorded a moment ago is left alone for a moment.
    await runUnprepared("UPDATE policy_payment SET created_at = created_at - interval '1 hour'", []);
    await runDueJobs();
    expect(await attempts()).toBe(0);
    await releaseElsewhere();
    await runDueJobs();
    await runDueJobs();
    expect(await attempts()).toBe(1);
  });
});

describe("what a person asks for while the database is held", () => {
  const operator = contextOf("admin");
  const REFUSED = { code: "conflict", message: HELD_MESSAGE };

  it("is refused in one sentence, and nothing of it is written down for later", async () => {
    const [link, paid, insurer] = [await aLink(), await paidLink(), await anInsurer()];
    const { body } = await insurer.pay("failed", { failure_action: "allow_retry" });
    const originalId = body.payment_id ?? "";
    await holdDatabase();
    const before = [await attempts(), (await insurer.payments()).length];
    const asked: Readonly<Record<string, () => Promise<unknown>>> = {
      "a card": () => pay(link),
      "a refund": () => refundPayment({ ctx: operator, input: { id: paid.id, idempotencyKey: newId() } }),
      "a premium again": () => retryAsListed(operator, originalId),
    };
    for (const [what, work] of Object.entries(asked)) expect(await problemIn(work()), what).toEqual(REFUSED);
    expect([await attempts(), (await insurer.payments()).length]).toEqual(before);
    await releaseElsewhere();
    expect(await pay(link)).toEqual({ outcome: "succeeded" });
  });

  it("of an attempt whose answer was lost is a look-up, and what was never heard of is not sent again", async () => {
    const link = await aLink();
    const charged = vi.spyOn(sandbox, "charge");
    charged.mockImplementationOnce(async () => ({ state: "unknown", raw: {} }));
    await pay(link);
    charged.mockClear();
    const [attempt] = await runUnprepared<{ id: string }>("SELECT id FROM attempt WHERE payment_id = $1", [
      link.id,
    ]);
    await holdDatabase();
    const input = { attemptId: attempt?.id ?? "" };
    expect(await askAgain({ ctx: operator, input })).toEqual({ state: "unknown" });
    expect(charged).not.toHaveBeenCalled();
    await releaseElsewhere();
    expect(await askAgain({ ctx: operator, input })).toEqual({ state: "succeeded" });
  });

  it("leaves payments to be read and recorded", async () => {
    const insurer = await anInsurer();
    await holdDatabase();
    expect((await insurer.pay("pending")).status).toBe(200);
    expect((await ask(insurer.key, "GET", `/policies/${insurer.policyId}/payments`)).status).toBe(200);
  });

  it("on the hosted page is said by the page", async () => {
    const link = await aLink();
    const held = async () => (await getCheckoutPage({ token: link.token, now: new Date() }))?.held;
    expect(await held()).toBe(false);
    await holdDatabase();
    expect(await held()).toBe(true);
  });
});
