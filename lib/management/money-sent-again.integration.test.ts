import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { createCheckoutLink } from "@/lib/checkout/links/create-link";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { createCustomer } from "@/lib/customers/create-customer";
import { newId, readAnyId } from "@/lib/ids";
import { guessMapping, readFile } from "@/lib/imports/read-file";
import { startImport } from "@/lib/imports/start-import";
import { instantOf } from "@/lib/instant";
import { findViolations } from "@/lib/invariants/find-violations";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { submitEvidence } from "@/lib/kinds/submit-evidence";
import { aDisputedPayment } from "@/lib/kinds/testing-disputed";
import { getPayment } from "@/lib/payments/get-payment";
import { createPolicyPayment } from "@/lib/policies/payments/create-policy-payment";
import { anInsurer } from "@/lib/policies/testing";
import { SaveBankAccount } from "@/lib/referrals/bank/bank-account-form";
import { saveBankAccount } from "@/lib/referrals/bank/save-bank-account";
import { recordPaymentByHand } from "@/lib/referrals/payments/record-by-hand";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { aProgramme, aReferral } from "@/lib/referrals/testing";
import { aWorld } from "@/lib/referrals/testing-world";
import { expectOnce } from "./testing-sent-again";

const admin = contextOf("admin");
const operator = contextOf("operator");

let merchantId: string;
beforeAll(async () => {
  merchantId = (await aMerchant()).id;
});
afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

async function aPaidPayment() {
  const link = await aLink({ merchantId });
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  await payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
  return link.id;
}

describe("a form about money, sent again after its answer was lost", () => {
  it.each(["partner", "merchant"] as const)("saves the bank details of a %s once", async (type) => {
    const programme = await aProgramme();
    const id = type === "partner" ? readAnyId(programme.partnerId) : programme.merchant.id;
    const form = { formId: newId(), owner: { type, id: id ?? "" }, version: 0, holder: "Rosa Keller" };
    const other = { type: "merchant", id: merchantId };
    await expectOnce<object>({
      first: { ...form, bic: "", scheme: "iban", iban: "DE89370400440532013000" },
      changes: [
        { iban: "NL91ABNA0417164300" },
        // The last four characters are the same: the number itself is compared.
        { iban: "DE12370400440532001000" },
        { holder: "Rosa K. Keller" },
        { bic: "COBADEFFXXX" },
        { owner: other },
        { scheme: "account", country: "DE", accountNumber: "0532013000", bankCode: "37040044" },
      ],
      send: (input) => saveBankAccount({ ctx: admin, input: SaveBankAccount.parse(input) }),
    });
  });

  it("saves an account number once", async () => {
    const { partnerId } = await aProgramme();
    const owner = { type: "partner", id: readAnyId(partnerId) };
    const form = { formId: newId(), owner, version: 0, holder: "Rosa Keller", bic: "" };
    await expectOnce<object>({
      first: { ...form, scheme: "account", country: "US", accountNumber: "12345678", bankCode: "021000021" },
      changes: [{ country: "CA" }, { accountNumber: "87655678" }, { bankCode: "021000022" }],
      send: (input) => saveBankAccount({ ctx: admin, input: SaveBankAccount.parse(input) }),
    });
  });

  it("imports a file once", async () => {
    const name = () => `Bank ${newId()}`;
    const [one, other] = await Promise.all(
      [name(), name()].map((bank) =>
        addConnector({ ctx: admin, input: { provider: "generic", name: bank } }),
      ),
    );
    const head = "Reference,Date,Amount,Currency,Status\n";
    const text = `${head}A-${newId()},2026-01-05,12.50,EUR,succeeded\n`;
    const mapping = guessMapping("payments", readFile(text).columns);
    await expectOnce({
      first: {
        ...{ id: newId(), kind: "payments" as "payments" | "adjustments", connectorId: one?.id ?? "" },
        ...{ fileName: "oct.csv", text, mapping },
      },
      changes: [
        { text: text.replace("12.50", "99.50") },
        { text: `${text}A-${newId()},2026-01-05,1.00,EUR,succeeded\n` },
        { fileName: "nov.csv" },
        { connectorId: other?.id ?? "" },
        { mapping: { ...mapping, amounts: "minor" } },
        { mapping: { ...mapping, columns: { ...mapping.columns, description: 0 } } },
      ],
      send: (input) => startImport({ ctx: operator, input }),
    });
  });

  it("makes a checkout link once, for one merchant", async () => {
    const { id: otherMerchant } = await aMerchant();
    const customer = { name: "Ana Ruiz", email: "ana@example.com", merchantId };
    const { id: customerId } = await createCustomer({ ctx: admin, input: customer });
    const line = { description: "Mug", amount: 5_000n, quantity: 1 };
    await expectOnce({
      first: {
        ...{ amount: 5_000n, currency: "GBP" as "GBP" | "EUR", merchantId, savePaymentMethod: false },
        ...{ idempotencyKey: newId(), reference: "One", expiresIn: 3_600_000, metadata: { order: "1" } },
        ...{ lineItems: [line], customerId: undefined as string | undefined },
        ...{ successRedirectUrl: "https://a.example/", failureRedirectUrl: "https://b.example/" },
      },
      changes: [
        { amount: 6_000n },
        { currency: "EUR" },
        { merchantId: otherMerchant },
        { reference: "Two" },
        { expiresIn: 7_200_000 },
        { metadata: { order: "2" } },
        { lineItems: [{ ...line, quantity: 2 }] },
        { lineItems: [] },
        { customerId },
        { customerId, savePaymentMethod: true },
        { successRedirectUrl: "https://c.example/" },
        { failureRedirectUrl: "https://c.example/" },
      ],
      send: async (input) => (await createCheckoutLink({ ctx: operator, input })).payment.id,
    });
  });

  it("refunds through a connector once", async () => {
    const id = await aPaidPayment();
    await expectOnce({
      first: { id, amountMinor: 1_000n, reason: "A mug broke", idempotencyKey: newId() },
      changes: [{ amountMinor: 3_000n }, { reason: "Two mugs broke" }],
      send: async (input) => (await refundPayment({ ctx: operator, input })).attemptId,
    });
  });

  it("refunds where no connector is asked once", async () => {
    const { merchant, uid } = await aReferral();
    const said = { merchantId: merchant.id, referral_uid: uid, amount: 4_900n, currency: "EUR" };
    const input = { ...said, paidOn: "2026-11-01", timeZone: "UTC", idempotency_key: newId() };
    const { id } = await recordPaymentByHand({ ctx: contextOf("operator"), input });
    await expectOnce({
      first: { id, amountMinor: 1_000n, reason: "Cancelled", idempotencyKey: newId() },
      changes: [{ amountMinor: 3_000n }, { reason: "Cancelled late" }],
      send: async (form) => (await refundPayment({ ctx: operator, input: form })).attemptId,
    });
  });

  it("answers a dispute once", async () => {
    const id = await aDisputedPayment(merchantId);
    const { adjustments } = await getPayment({ ctx: operator, input: { id } });
    const dispute = adjustments.find(({ status }) => status === "dispute")?.reference ?? "";
    await expectOnce({
      first: { id, dispute, explanation: "She has them.", sold: "Two mugs", idempotencyKey: newId() },
      changes: [{ explanation: "She has all of them." }, { sold: "Three mugs" }, { dispute: "another" }],
      send: async (input) => (await submitEvidence({ ctx: operator, input })).attemptId,
    });
  });

  it("adds an adjustment once", async () => {
    const { merchant, uid } = await aReferral();
    const said = { merchantId: merchant.id, referral_uid: uid, amount: 4_900n, currency: "EUR" };
    const recorded = { ...said, paidOn: "2026-11-01", timeZone: "UTC", idempotency_key: newId() };
    const { id } = await recordPaymentByHand({ ctx: operator, input: recorded });
    const form = newId();
    const status = "refunded" as "refunded" | "dispute";
    const first = {
      id,
      reference: "adj-1",
      createdAt: new Date(),
      status,
      amount: 1_000n,
      reason: "Told by phone",
    };
    const send = ({ createdAt, ...input }: typeof first) =>
      addPaymentAdjustment({
        ctx: operator,
        input: { ...input, createdAt: instantOf(createdAt) },
        form: { id: form, sent: { createdAt, ...input }, judge: () => {} },
      }).then(({ paymentId }) => paymentId);
    await expectOnce({
      first,
      changes: [
        { amount: 2_000n },
        { createdAt: new Date(first.createdAt.getTime() - 1_000) },
        { reason: "Told by letter" },
        { reference: "adj-2" },
        { status: "dispute" },
      ],
      send,
    });
    // Typed into another form: what has the reference, the time and the status says another amount.
    const other = addPaymentAdjustment({
      ctx: operator,
      input: { ...first, amount: 2_000n, createdAt: instantOf(first.createdAt) },
      form: { id: newId(), sent: {}, judge: () => {} },
    });
    expect(await problemIn(other)).toMatchObject({ code: "conflict" });
  });

  it("records what a referral paid once", async () => {
    const { merchant, referralId, uid } = await aReferral();
    const subscription = {
      subscription_id: "sub-1",
      interval: "month" as "month" | "year",
      interval_count: 1n,
    };
    await expectOnce({
      first: {
        ...{ merchantId: merchant.id, referral_id: referralId as string | undefined, amount: 4_900n },
        ...{ currency: "EUR", paidOn: "2026-11-02", timeZone: "Europe/Paris", idempotency_key: newId() },
        ...{ ...subscription, referral_uid: undefined as string | undefined },
      },
      changes: [
        { amount: 9_900n },
        { currency: "USD" },
        { paidOn: "2026-11-03" },
        { subscription_id: "sub-2" },
        { interval: "year" },
        { interval_count: 3n },
        { referral_id: newId() },
        { referral_uid: uid },
        { merchantId },
      ],
      send: async (input) => (await recordPaymentByHand({ ctx: operator, input })).id,
    });
  });

  it("records a payment of a policy once", async () => {
    const { policyId, methodId } = await anInsurer();
    const body = {
      ...{ payment_method_id: methodId, payment_type: "premium", premium_type: "recurring", amount: 18_000 },
      ...{
        collection_type: "debit_order_two_day",
        status: "pending",
        description: "November",
        payment_date: "2026-12-01",
      },
    };
    await expectOnce({
      first: { policyId, idempotencyKey: newId(), body: body as Record<string, unknown> },
      changes: [
        { body: { ...body, amount: 20_000 } },
        { body: { ...body, description: "December" } },
        { body: { ...body, payment_date: "2026-12-02" } },
        { body: { ...body, status: "nothing that is one" } },
      ],
      send: async (input) => (await createPolicyPayment({ ctx: operator, input })).id,
    });
  });

  it("of twins that differ records one payment of a policy, and says so to the other", async () => {
    const { policyId, methodId } = await anInsurer();
    const body = {
      ...{ payment_method_id: methodId, payment_type: "premium", premium_type: "recurring" },
      ...{
        collection_type: "debit_order_two_day",
        status: "pending",
        description: "November",
        payment_date: "2026-12-01",
      },
    };
    const idempotencyKey = newId();
    const twins = await Promise.allSettled(
      [18_000, 20_000].map((amount) =>
        createPolicyPayment({
          ctx: operator,
          input: { policyId, idempotencyKey, body: { ...body, amount } },
        }),
      ),
    );
    expect(twins.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("pays a preview out once", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n, currency: "EUR" });
    await world.take({ do: "wait", days: 60 });
    const { period, fingerprint, lines } = await world.preview();
    const input = { merchantId: world.merchantId, period, fingerprint, idempotencyKey: newId() };
    await expectOnce({
      first: { ...input, partnerId: lines[0]?.partnerId },
      changes: [{ fingerprint: "another" }, { partnerId: undefined }],
      send: async (form) => (await makePayoutRun({ ctx: world.ctx(), input: form })).id,
    });
  });
});
