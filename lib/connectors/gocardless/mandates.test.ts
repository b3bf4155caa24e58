import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { activateMandate, endMandate, replaceMandate } from "../testing/gocardless-fake/life";
import { chargeRequest, gocardlessOnFake, mandateLookup, mandateRequest, referenceOf } from "./testing";

const { books, connector, mandates, during, agreeTo, agreed } = await gocardlessOnFake();
const requestsOf = (mandateId: string) =>
  books.billingRequests.filter(({ metadata }) => metadata.mandate_id === mandateId);

describe("setting up a mandate", () => {
  it("leads to GoCardless's page, in the payer's language and with their name", async () => {
    const request = mandateRequest({ locale: "de-AT", currency: "EUR" });
    const page = await mandates.begin(request);
    const [made] = requestsOf(request.mandateId);
    expect(page).toMatchObject({ state: "redirect", providerReference: made?.id });
    expect(made?.mandate_request).toMatchObject({
      ...{ currency: "EUR", scheme: "sepa_core", description: "Lakeside: Policy P-1042" },
    });
    expect(books.flows[0]).toMatchObject({
      ...{ language: "de", redirect_uri: request.returnUrl, exit_uri: request.cancelUrl },
      prefilled_customer: { given_name: "Ines", family_name: "Ruiz", email: "ines@example.com" },
    });
  });

  it("twice is one request, which is agreed to once", async () => {
    const request = mandateRequest();
    const first = await mandates.begin(request);
    const second = await mandates.begin({ ...request, locale: "fr", description: "otherwise" });
    expect(second).toMatchObject({
      state: "redirect",
      providerReference: requestsOf(request.mandateId)[0]?.id,
    });
    expect(first).toMatchObject({
      providerReference: "providerReference" in second && second.providerReference,
    });
    const [made] = requestsOf(request.mandateId);
    const third = await mandates.begin({ ...request, providerReference: made?.id ?? null });
    expect(third).toMatchObject({ state: "redirect", providerReference: made?.id });
    expect(requestsOf(request.mandateId)).toHaveLength(1);
    agreeTo(request.mandateId);
    expect(() => agreeTo(request.mandateId)).toThrow();
    for (const providerReference of [
      null,
      requestsOf(request.mandateId)[0]?.id ?? "",
      books.mandates[0]?.id ?? "",
    ])
      await expect(mandates.begin({ ...request, providerReference })).rejects.toThrow("not open");
  });

  it("is found again where the answer was lost, and is not there where nothing was made", async () => {
    const [lost, never] = [mandateRequest(), mandateRequest()];
    await expect(during("lost_after", () => mandates.begin(lost))).rejects.toThrow();
    expect(await mandates.lookup(mandateLookup(lost.mandateId))).toMatchObject({
      ...{ state: "waiting", providerReference: requestsOf(lost.mandateId)[0]?.id },
    });
    await expect(during("lost_before", () => mandates.begin(never))).rejects.toThrow();
    expect(await mandates.lookup(mandateLookup(never.mandateId))).toEqual({ state: "not_found" });
  });

  it("is refused where GoCardless has no such mandate", async () => {
    for (const over of [{ type: "card" }, { currency: "ZAR" }] as const)
      expect(await mandates.begin(mandateRequest(over))).toMatchObject({ state: "failed" });
  });
});

describe("how a mandate stands", () => {
  it("goes from waiting to submitted to active, with its account's last digits", async () => {
    const request = mandateRequest();
    const page = await mandates.begin(request);
    if (page.state !== "redirect") throw new Error("no page");
    const { providerReference } = page;
    const asked = mandateLookup(request.mandateId, { providerReference });
    expect(await mandates.lookup(asked)).toMatchObject({ state: "waiting", providerReference });
    const token = agreeTo(request.mandateId);
    const method = { brand: "BARCLAYS BANK PLC", last4: "11" };
    expect(await mandates.lookup(asked)).toMatchObject({ state: "submitted", token, method });
    activateMandate(books, token);
    for (const each of [asked, { ...asked, providerReference: token }, { ...asked, token }])
      expect(await mandates.lookup(each)).toMatchObject({ state: "active", token, providerReference: token });
  });

  it("can be charged before the bank has said yes, on a later day", async () => {
    const request = mandateRequest();
    await mandates.begin(request);
    const outcome = await connector.charge(chargeRequest(agreeTo(request.mandateId)));
    expect(outcome).toMatchObject({ state: "processing", chargeDate: books.workingDay(6) });
  });

  it.each([
    ["failed", { origin: "bank", cause: "invalid_bank_details" }, "The bank knows no such account."],
    ["cancelled", { origin: "bank", cause: "mandate_cancelled" }, "The payer or their bank cancelled it."],
    ["cancelled", { origin: "bank", cause: "bank_account_closed" }, "The bank account is closed."],
    ["expired", { origin: "gocardless", cause: "mandate_expired" }, "It expired"],
    ["blocked", { origin: "gocardless", cause: "mandate_blocked" }, "blocked it"],
  ] as const)("is ended once it is %s, and says why: %j", async (status, why, words) => {
    const { mandateId, token } = await agreed();
    endMandate(books, token, status, why);
    const outcome = await mandates.lookup(mandateLookup(mandateId, { token }));
    expect(outcome).toMatchObject({ state: "ended", reason: expect.stringContaining(words) });
  });

  it("follows a mandate to the one that took its place", async () => {
    const { mandateId, token } = await agreed();
    const next = replaceMandate(books, token);
    expect(await mandates.lookup(mandateLookup(mandateId, { token }))).toMatchObject({
      ...{ state: "active", token: next, providerReference: next },
    });
    expect(await connector.charge(chargeRequest(token))).toMatchObject({ declineCode: "mandate_missing" });
    expect(await connector.charge(chargeRequest(next))).toMatchObject({ state: "processing" });
  });
});

describe("ending a mandate", () => {
  it("cancels it, so that nothing can be collected by it, and is the same again", async () => {
    const { mandateId, token } = await agreed();
    for (let time = 0; time < 2; time++)
      expect(await mandates.end(mandateLookup(mandateId, { token }))).toMatchObject({
        ...{ state: "ended", reason: "It was cancelled by this account." },
      });
    expect(await connector.charge(chargeRequest(token))).toMatchObject({ declineCode: "mandate_missing" });
  });

  it("closes the page of one that nobody has agreed to", async () => {
    const request = mandateRequest();
    await mandates.begin(request);
    expect(await mandates.end(mandateLookup(request.mandateId))).toMatchObject({ state: "ended" });
    expect(() => agreeTo(request.mandateId)).toThrow();
  });

  it("cancels one whose answer was lost, by our own mark on it", async () => {
    const { mandateId, token } = await agreed();
    const asked = mandateLookup(mandateId, { token });
    await expect(during("lost_before", () => mandates.end(asked))).rejects.toThrow();
    expect(await mandates.end(mandateLookup(mandateId))).toMatchObject({ state: "ended" });
    expect(books.mandates.find(({ id }) => id === token)?.status).toBe("cancelled");
    expect(await mandates.end(mandateLookup(newId()))).toEqual({ state: "not_found" });
  });

  it("keeps nothing of the payer in what it answers", async () => {
    const { mandateId, token } = await agreed();
    const outcome = await mandates.lookup(mandateLookup(mandateId, { token }));
    expect(JSON.stringify("raw" in outcome && outcome.raw)).not.toMatch(/ines|ruiz|5577/i);
    expect(referenceOf(outcome)).toBe(token);
  });
});
