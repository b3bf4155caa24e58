import { afterEach, describe, expect, it, vi } from "vitest";
import type { SubmitAnswer } from "@/components/checkout/submit-answer";
import { getCheckoutPage } from "@/lib/checkout/get-checkout-page";
import { aKey, aMerchant, ask } from "@/lib/checkout/testing";
import { runPrepared, statement } from "@/lib/db/sql";
import { readId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { POST as answerChallenge } from "./[token]/challenge/answer/route";
import { GET as goOn } from "./[token]/continue/route";
import { POST as submit } from "./[token]/submit/route";

const GOOD = { method: "card", number: "4242424242424242", expiry: "12/34", cvc: "123" };
const BOOKED = statement(`
  SELECT count(*)::int AS n FROM sandbox_operation o JOIN attempt a ON a.id = o.idempotency_key
  WHERE a.payment_id = $1 AND o.operation = 'charge'`);

describe("the card form's handler", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("sends a browser on with a redirect, so that a reload posts nothing", async () => {
    const { token } = await aLink();
    const answer = await post(token, GOOD);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`/pay/${token}`);
  });

  it("tells a script the same in JSON, with a place to go inside a frame", async () => {
    const { token } = await aLink({ successRedirectUrl: "https://shop.example/thanks" });
    const answer = await tell(token, GOOD);
    expect(answer).toMatchObject({ kind: "go", framedTo: `/pay/${token}` });
    expect(answer.kind === "go" && answer.to).toMatch(
      /^https:\/\/shop\.example\/thanks\?payment_id=pay_.*&signature=/,
    );
  });

  it("counts a decline down, in words that keep the bank's suspicion to itself", async () => {
    const { token } = await aLink();
    const answer = await tell(token, { ...GOOD, number: "4000000000009979" });
    expect(answer).toMatchObject({ kind: "declined", triesLeft: 9 });
    expect(JSON.stringify(answer)).not.toMatch(/stolen|fraud/);
  });

  it("charges nothing for a card it does not know, and repeats nothing of it", async () => {
    const link = await aLink();
    const typed = { ...GOOD, number: "4539578763621486" };
    expect(await tell(link.token, typed)).toEqual({ kind: "problems", problems: ["number_not_test"] });
    const answer = await post(link.token, typed);
    expect(answer.headers.get("location")).toBe(`/pay/${link.token}?check=number_not_test`);
    expect(JSON.stringify([...answer.headers])).not.toContain("4539");
    expect(await booked(link.id)).toBe(0);
  });

  it("never charges again while the answer to a charge is lost", async () => {
    vi.stubEnv("COUNTERFOIL_SANDBOX_FAULTS", "1");
    const link = await aLink({ amount: "40.04" });
    for (let again = 0; again < 3; again++) {
      expect((await post(link.token, GOOD)).headers.get("location")).toBe(`/pay/${link.token}`);
    }
    expect(await booked(link.id)).toBe(1);
  });

  it("says of a form from another address that it was refused, and charges nothing", async () => {
    const link = await aLink();
    const sent = (accept: string) => formRequest(GOOD, accept, "https://elsewhere.example");
    const script = await submit(sent("application/json"), paramsOf(link.token));
    expect([script.status, await script.json()]).toMatchObject([400, { kind: "refused" }]);
    const browser = await submit(sent("text/html,*/*"), paramsOf(link.token));
    expect(browser.headers.get("location")).toBe(`/pay/${link.token}?refused=1`);
    expect(await booked(link.id)).toBe(0);
  });

  it("pays with nobody else's saved card", async () => {
    const link = await aLink();
    const answer = await post(link.token, { method: "01936f2e-0000-7000-8000-000000000001" });
    expect(answer.headers.get("location")).toBe(`/pay/${link.token}?gone=saved`);
    expect(await booked(link.id)).toBe(0);
  });

  it("tells who presses Pay once it is paid that it was, and of another card that it was not charged", async () => {
    const link = await aLink();
    await post(link.token, GOOD);
    const other = { ...GOOD, number: "5555555555554444" };
    const to = (card: string) => `/pay/${link.token}?already=${card}`;
    expect((await post(link.token, GOOD)).headers.get("location")).toBe(to("same"));
    expect((await post(link.token, other)).headers.get("location")).toBe(to("other"));
    expect(await tell(link.token, other)).toEqual({ kind: "go", to: to("other"), framedTo: to("other") });
    expect(await booked(link.id)).toBe(1);
  });

  it("answers an unknown link like any other, without a trace of what was typed", async () => {
    const answer = await post("nothing", GOOD);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/pay/nothing"]);
    expect(answer.headers.get("set-cookie")).toBeNull();
  });
});

describe("the bank's answer", () => {
  it("counts for the attempt of its own link only", async () => {
    const [one, other] = await Promise.all([aLink(), aLink()]);
    for (const { token } of [one, other]) {
      const challenged = await post(token, { ...GOOD, number: "4000000000003220" });
      expect(challenged.headers.get("location")).toBe(`/pay/${token}/challenge`);
    }
    const foreign = await answer(one.token, { attemptId: await attemptOf(other.id), result: "approve" });
    expect(foreign.headers.get("location")).toBe(`/pay/${one.token}`);
    expect(await Promise.all([one, other].map(stageOf))).toEqual(["processing", "processing"]);
    await answer(other.token, { attemptId: await attemptOf(other.id), result: "approve" });
    expect(await stageOf(other)).toBe("completed");
  });

  it("is ignored when it is none", async () => {
    const { token } = await aLink();
    for (const fields of [
      { attemptId: "", result: "approve" },
      { attemptId: "x", result: "approve" },
      { attemptId: "x", result: "maybe" },
    ]) {
      expect((await answer(token, fields)).headers.get("location")).toBe(`/pay/${token}`);
    }
  });
});

describe("going on", () => {
  it("shows who has paid that they have, without a way back, when no signature can be made", async () => {
    const fault = vi.spyOn(log, "error").mockImplementation(() => {});
    const link = await aLink({ successRedirectUrl: "https://shop.example/thanks" });
    const successRedirectUrl = async () =>
      (await getCheckoutPage({ token: link.token, now: new Date() }))?.successRedirectUrl;
    expect(await successRedirectUrl()).toBe("https://shop.example/thanks");
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", Buffer.alloc(32, "another").toString("base64"));
    const page = `/pay/${link.token}`;
    expect(await tell(link.token, GOOD)).toMatchObject({ kind: "go", to: page, framedTo: page });
    expect(await stageOf(link)).toBe("completed");
    expect(fault).toHaveBeenCalledWith(expect.anything(), expect.stringContaining("no way back"));
    const request = new Request(`http://localhost${page}/continue`);
    expect((await goOn(request, paramsOf(link.token))).headers.get("location")).toBe(page);
    expect(await successRedirectUrl()).toBeNull();
    vi.unstubAllEnvs();
    expect(await successRedirectUrl()).toBe("https://shop.example/thanks");
    fault.mockRestore();
  });

  it("leads back to the merchant only once it is paid, and never out of a frame", async () => {
    const { token } = await aLink({ successRedirectUrl: "https://shop.example/thanks" });
    const where = async (headers = {}) => {
      const request = new Request(`http://localhost/pay/${token}/continue`, { headers });
      return (await goOn(request, paramsOf(token))).headers.get("location");
    };
    expect(await where()).toBe(`/pay/${token}`);
    await post(token, GOOD);
    expect(await where()).toContain("https://shop.example/thanks?payment_id=");
    expect(await where({ "sec-fetch-dest": "iframe" })).toBe(`/pay/${token}`);
  });
});

async function aLink(body: Record<string, unknown> = {}) {
  const secret = await aKey((await aMerchant()).id);
  const made = await ask(secret, "POST", "/v0/payments", { amount: "49.00", currency: "EUR", ...body });
  expect(made.status).toBe(201);
  const token = made.body.paymentUrl?.split("/").at(-1) ?? "";
  return { token, id: readId("pay", made.body.id ?? "") ?? "" };
}

const paramsOf = (token: string) => ({ params: Promise.resolve({ token }) });

// As it arrives behind a proxy that puts its own name into Host.
function formRequest(fields: Record<string, string>, accept: string, origin = "http://localhost:3000") {
  const headers = { accept, host: "upstream", origin };
  return new Request("http://localhost/pay", { method: "POST", body: new URLSearchParams(fields), headers });
}

const post = (token: string, fields: Record<string, string>) =>
  submit(formRequest(fields, "text/html"), paramsOf(token));

const answer = (token: string, fields: Record<string, string>) =>
  answerChallenge(formRequest(fields, "text/html"), paramsOf(token));

async function tell(token: string, fields: Record<string, string>): Promise<SubmitAnswer> {
  return (await submit(formRequest(fields, "application/json"), paramsOf(token))).json();
}

async function booked(paymentId: string) {
  return (await runPrepared<{ n: number }>(BOOKED, [paymentId]))[0]?.n;
}

async function attemptOf(paymentId: string): Promise<string> {
  const [row] = await runPrepared<{ id: string }>(statement("SELECT id FROM attempt WHERE payment_id = $1"), [
    paymentId,
  ]);
  return row?.id ?? "";
}

async function stageOf({ id }: { id: string }) {
  return (await runPrepared<{ stage: string }>(statement("SELECT stage FROM payment WHERE id = $1"), [id]))[0]
    ?.stage;
}
