import { describe, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { connectProvider } from "@/lib/connections/connect-provider";
import { setRoutes } from "@/lib/connections/set-routes";
import { connectionForm, testingProvider } from "@/lib/connections/testing-provider";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { createCustomer } from "@/lib/customers/create-customer";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { rotateKey } from "@/lib/keys/rotate-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { addPersonNote } from "@/lib/people/notes";
import { createPartner } from "@/lib/referrals/partners/create-partner";
import { createPartnership } from "@/lib/referrals/partners/create-partnership";
import { aProgramme } from "@/lib/referrals/testing";
import { invitePerson } from "@/lib/team/invite-person";
import type { Scope } from "@/lib/verb/permissions";
import { endpointForm } from "@/lib/webhooks/deliveries/testing-deliveries";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { expectOnce } from "./testing-sent-again";

const admin = contextOf("admin");
const owner = contextOf("owner");

describe("a form sent again after its answer was lost", () => {
  it("writes a note about a person once", async () => {
    const { id: merchantId } = await aMerchant();
    const person = () =>
      createCustomer({ ctx: admin, input: { name: "Ana Ruiz", email: "ana@example.com", merchantId } });
    const [{ id }, { id: other }] = [await person(), await person()];
    await expectOnce({
      first: { formId: newId(), record: { type: "customer" as const, id }, note: "Call him on Monday" },
      changes: [{ note: "Never refund him: fraud" }, { record: { type: "customer", id: other } }],
      send: (input) => addPersonNote({ ctx: admin, input }),
    });
  });

  it("adds a connector once", async () => {
    await expectOnce({
      first: { id: newId(), provider: "generic", name: "Terminal Berlin" },
      changes: [{ name: "Terminal Hamburg" }, { provider: "stripe" }],
      send: async (input) => (await addConnector({ ctx: admin, input })).id,
    });
  });

  it("invites a person once", async () => {
    await expectOnce({
      first: {
        ...{ id: newId(), email: `${newId()}@example.com` },
        role: "admin" as "admin" | "operator",
      },
      changes: [{ email: `${newId()}@example.com` }, { role: "operator" }],
      send: async (input) => (await invitePerson({ ctx: owner, input })).expiresAt,
    });
  });

  it("makes a key once", async () => {
    const [one, other] = [await aMerchant(), await aMerchant()];
    const scopes: Scope[] = ["payments:read"];
    await expectOnce({
      first: { id: newId(), name: "Shop", scopes, merchantId: one.id as string | null },
      changes: [
        { name: "Till" },
        { scopes: ["payments:write"] },
        { merchantId: other.id },
        { merchantId: null },
      ],
      send: async (input) => (await createKey({ ctx: admin, input })).key.id,
    });
  });

  it("rotates a key once", async () => {
    const made = { name: "Shop", scopes: ["payments:read"] as Scope[], merchantId: (await aMerchant()).id };
    const { key } = await createKey({ ctx: admin, input: { id: newId(), ...made } });
    await expectOnce({
      first: { id: key.id, newKeyId: newId(), overlapHours: 24 },
      changes: [{ overlapHours: 0 }],
      send: async (input) => (await rotateKey({ ctx: contextOf("admin"), input })).key.id,
    });
  });

  it("makes a merchant once", async () => {
    await expectOnce({
      first: {
        ...{ id: newId(), name: "Harbour", logoColor: "#1f4d46" },
        ...{ defaultCurrency: "EUR" as "EUR" | "GBP", paymentLimit: 500_000n },
      },
      changes: [
        { name: "Harbour Ceramics" },
        { logoColor: "#1f4d47" },
        { defaultCurrency: "GBP" },
        { paymentLimit: 600_000n },
      ],
      send: async (input) => (await createMerchant({ ctx: admin, input })).id,
    });
  });

  it("makes an endpoint once", async () => {
    await expectOnce({
      first: endpointForm({ merchantId: (await aMerchant()).id }),
      changes: [
        { url: "https://93.184.216.34/other" },
        { description: "Other" },
        { name: "Other" },
        { eventTypes: ["payment.failed"] },
        { merchantId: null },
      ],
      send: async (input) => (await createEndpoint({ ctx: admin, input })).endpoint.id,
    });
  });

  it("adds a customer once", async () => {
    const [one, other] = [await aMerchant(), await aMerchant()];
    await expectOnce({
      first: {
        ...{ formId: newId(), merchantId: one.id, name: "Ana Ruiz", email: "ana@example.com" },
        ...{ externalId: newId(), phone: "+34 600 000 000" },
      },
      changes: [
        { name: "Ana R." },
        { email: "other@example.com" },
        { externalId: newId() },
        { phone: "+34 600 000 001" },
        { merchantId: other.id },
      ],
      send: async (input) => (await createCustomer({ ctx: admin, input })).id,
    });
  });

  it("adds a partner once", async () => {
    const [one, other] = [await aMerchant(), await aMerchant()];
    await expectOnce({
      first: {
        ...{ formId: newId(), merchantId: one.id, name: "Rosa", email: "rosa@example.com" },
        slug: `slug-${newId()}`,
      },
      changes: [
        { name: "Rosalind" },
        { email: "other@example.com" },
        { slug: `slug-${newId()}` },
        { merchantId: other.id },
      ],
      send: async (input) => (await createPartner({ ctx: admin, input })).id,
    });
  });

  it("agrees on terms with a partner once", async () => {
    const [{ partnerId }, other] = [await aProgramme(), await aProgramme()];
    const commission = { type: "percent" as const, basis_points: 1_000, recurrence: "lifetime" as const };
    await expectOnce({
      first: {
        ...{ formId: newId(), partner_id: partnerId, commission, hold_days: 5 },
        ...{ referral_expiry_days: 90, minimum_payout: 0n, state: "accepted" as "accepted" | "pending" },
      },
      changes: [
        { partner_id: other.partnerId },
        { commission: { ...commission, basis_points: 2_000 } },
        { hold_days: 6 },
        { referral_expiry_days: 91 },
        { minimum_payout: 1n },
        { state: "pending" },
      ],
      send: async (input) => (await createPartnership({ ctx: admin, input })).id,
    });
  });

  it("connects an account of a provider once", async () => {
    const { providers } = testingProvider();
    const { id: merchantId } = await aMerchant();
    await expectOnce({
      first: connectionForm(),
      changes: [{ name: "Acme FR" }, { merchantId }, { credentials: connectionForm().credentials }],
      send: async (input) => (await connectProvider({ ctx: admin, input, providers })).id,
    });
  });

  it("adds a route once", async () => {
    const [{ id: merchantId }, { id: other }] = [await aMerchant(), await aMerchant()];
    const connectionId = BUILT_IN_CONNECTION_ID;
    const added = {
      ...{ id: newId(), kind: "checkout" as const, connectionId, currencies: ["EUR"] },
      ...{ minimumMinor: null as bigint | null, maximumMinor: null as bigint | null },
    };
    await expectOnce({
      first: { merchantId, seenIds: [] as string[], order: [added.id], added },
      changes: [
        { added: { ...added, currencies: ["GBP"] } },
        { added: { ...added, minimumMinor: 1n } },
        { added: { ...added, maximumMinor: 1n } },
        { merchantId: other },
      ],
      send: (input) => setRoutes({ ctx: admin, input }),
    });
  });
});
