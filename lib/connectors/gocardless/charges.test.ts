import { describe, expect, it } from "vitest";
import { DECLINE_CODES, declineOf, isOfBank } from "../decline-codes";
import { ACTS } from "../testing/gocardless-fake/acting";
import { invalidState } from "../testing/gocardless-fake/fails";
import { chargeBack, confirmPayment, endMandate, failPayment, payOut } from "../testing/gocardless-fake/life";
import { DOCUMENTED_CAUSES, declineCodeOf } from "./decline";
import { chargeRequest, gocardlessOnFake, lookupOf } from "./testing";

const { fake, books, connector, during, agreed, collecting } = await gocardlessOnFake();

describe("a collection by mandate", () => {
  it("is under way until the bank has been asked, and says on which day that is", async () => {
    const { token } = await agreed();
    const request = chargeRequest(token);
    const outcome = await connector.charge(request);
    const payment = books.paymentOf(request.attemptId);
    expect(outcome).toMatchObject({
      ...{ state: "processing", providerReference: payment?.id, chargeDate: books.workingDay(3) },
    });
    expect(payment).toMatchObject({ amount: 4_900, currency: "GBP", links: { mandate: token } });
  });

  it.each([
    ["confirmed", (id: string) => confirmPayment(books, id)],
    ["paid_out", (id: string) => fake.run("payment_paid_out", id)],
  ])("has succeeded once it is %s", async (status, happen) => {
    const { attemptId, payment } = await collecting();
    happen(payment);
    expect(books.paymentOf(attemptId)?.status).toBe(status);
    expect(await connector.lookup(lookupOf(attemptId, { providerReference: payment }))).toMatchObject({
      ...{ state: "succeeded", providerReference: payment },
    });
  });

  it.each([
    ["before it is confirmed", () => {}, (id: string) => failPayment(books, id, "refer_to_payer")],
    [
      "late",
      (id: string) => confirmPayment(books, id),
      (id: string) => failPayment(books, id, "refer_to_payer"),
    ],
    [
      "after it was paid out",
      (id: string) => fake.run("payment_paid_out", id),
      (id: string) => failPayment(books, id, "refer_to_payer"),
    ],
  ])("that the bank returns %s has failed, with the bank's reason", async (_when, before, happen) => {
    const { attemptId, payment } = await collecting();
    before(payment);
    happen(payment);
    expect(await connector.lookup(lookupOf(attemptId, { providerReference: payment }))).toMatchObject({
      ...{ state: "failed", declineCode: "generic_decline", raw: { cause: "refer_to_payer" } },
    });
  });

  it("that the payer has their bank take back is never tried again by that mandate", async () => {
    const { attemptId, payment } = await collecting();
    confirmPayment(books, payment);
    payOut(books, [payment]);
    chargeBack(books, payment);
    const outcome = await connector.lookup(lookupOf(attemptId, { providerReference: payment }));
    expect(outcome).toMatchObject({ state: "failed", declineCode: "disputed" });
    expect(declineOf("disputed").class).toBe("hard");
  });

  it("ends with the mandate that it was to be made by", async () => {
    const { attemptId, token } = await collecting();
    endMandate(books, token, "cancelled", { origin: "bank", cause: "mandate_cancelled" });
    expect(await connector.lookup(lookupOf(attemptId))).toMatchObject({
      ...{ state: "failed", declineCode: "mandate_missing" },
    });
  });

  it("that the merchant cancels there has failed for that alone: no bank was asked, and the method is as good as before", async () => {
    const { attemptId, payment } = await collecting();
    ACTS["payments/cancel"]?.(books, payment);
    const outcome = await connector.lookup(lookupOf(attemptId, { providerReference: payment }));
    expect(outcome).toMatchObject({ state: "failed", raw: { cause: "payment_cancelled" } });
    const code = outcome.state === "failed" ? outcome.declineCode : "generic_decline";
    expect([code, isOfBank(code), declineOf(code).class]).toEqual(["cancelled_at_provider", false, "fix"]);
  });

  it("is refused for certain by a mandate that has ended", async () => {
    const { token } = await agreed();
    endMandate(books, token, "expired", { origin: "gocardless", cause: "mandate_expired" });
    expect(await connector.charge(chargeRequest(token))).toMatchObject({
      ...{ state: "failed", providerReference: null, declineCode: "mandate_missing" },
    });
    expect(books.payments.filter(({ links }) => links.mandate === token)).toHaveLength(0);
  });
});

describe("a collection that is refused", () => {
  it("is not said to be so where it had been taken when it was sent first", async () => {
    const { token } = await agreed();
    const request = chargeRequest(token);
    await expect(during("lost_after", () => connector.charge(request))).rejects.toThrow();
    fake.refusals.push(invalidState("mandate_is_inactive", "ended since"));
    expect(await connector.charge(request)).toMatchObject({ state: "processing" });
  });
});

describe("every cause that GoCardless documents", () => {
  it("has a class: tried again, set right first, or never again", () => {
    const classes = new Map(
      DOCUMENTED_CAUSES.map((cause) => [cause, declineOf(declineCodeOf(cause, "failed")).class]),
    );
    expect(classes.size).toBe(24);
    expect(classes.get("insufficient_funds")).toBe("soft");
    expect(classes.get("daily_payment_limit_reached")).toBe("later");
    expect(classes.get("mandate_cancelled")).toBe("fix");
    for (const cause of [
      "bank_account_closed",
      "authorisation_disputed",
      "refund_requested",
      "payment_stopped",
    ])
      expect(classes.get(cause), cause).toBe("hard");
  });

  it("blames the bank or the payer there for nothing that was not said to a bank", () => {
    const ofNoBank = DOCUMENTED_CAUSES.filter((cause) => !isOfBank(declineCodeOf(cause, "failed")));
    expect(ofNoBank.map((cause) => [cause, declineCodeOf(cause, "failed")])).toEqual([
      ["payment_cancelled", "cancelled_at_provider"],
      ["instalment_schedule_cancelled", "cancelled_at_provider"],
      ["customer_approval_denied", "approval_denied"],
    ]);
    const stopped = DOCUMENTED_CAUSES.filter((cause) => declineCodeOf(cause, "failed") === "payment_stopped");
    expect(stopped).toEqual(["payment_stopped"]);
  });

  it.each([
    ["failed", "generic_decline"],
    ["cancelled", "cancelled_at_provider"],
    ["customer_approval_denied", "approval_denied"],
    ["charged_back", "disputed"],
  ])("says of one that is %s by no cause that is known that it is %s", (status, code) => {
    expect(DECLINE_CODES).toContain(code);
    for (const cause of ["something_new", null]) expect(declineCodeOf(cause, status)).toBe(code);
  });
});
