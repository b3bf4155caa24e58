import { expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { openDispute } from "../testing/stripe-fake/pay";
import { stripeOnFake } from "./testing";

const { fake, connector, paid } = await stripeOnFake();

it("evidence says in one text what Stripe takes as files only, and is submitted at once", async () => {
  const { intent } = await paid();
  const dispute = openDispute(fake.books, intent);
  const words = { explanation: "She has the mugs.", sold: "Two mugs" };
  await connector.disputes?.submitEvidence({
    ...{ attemptId: newId(), disputeReference: dispute.id, now: new Date() },
    evidence: { ...words, receipt: "No. 1042", communication: "“Thank you!”" },
  });
  expect(dispute.status).toBe("under_review");
  expect(dispute.submitted).toEqual([
    {
      uncategorized_text:
        "She has the mugs.\n\nReceipt:\nNo. 1042\n\nCommunication with the customer:\n“Thank you!”",
      product_description: "Two mugs",
    },
  ]);
});

it("evidence that somebody submitted at Stripe is not added to", async () => {
  const { intent } = await paid();
  const dispute = openDispute(fake.books, intent);
  dispute.submitted.push({ uncategorized_text: "Typed there" });
  const request = { attemptId: newId(), disputeReference: dispute.id, now: new Date() };
  const evidence = { explanation: "She has the mugs.", sold: null, receipt: null, communication: null };
  const refused = { state: "failed", declineCode: "evidence_sent_before" };
  expect(await connector.disputes?.submitEvidence({ ...request, evidence })).toMatchObject(refused);
  expect(await connector.disputes?.lookup(request)).toMatchObject(refused);
  expect(dispute.submitted).toHaveLength(1);
});
