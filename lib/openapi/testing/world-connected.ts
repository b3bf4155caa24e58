import { aPayment } from "@/lib/connected/testing";
import { prisma } from "@/lib/db/prisma";
import { newId } from "@/lib/ids";
import type { Made } from "./make";
import type { Variables } from "./world";

const P = "/api/payments";

/** A provider that has one connector. */
const ONLY_ONE = "stripe";

interface Given {
  merchantId: string;
  made: (path: string, body?: unknown, method?: string) => Promise<Made>;
}

/** Ways to make what the operations of the connected door are about. */
export function connectedWorld({ merchantId, made }: Given): () => Promise<Variables> {
  async function connected(): Promise<Variables> {
    const { connectorID } = (await made(`${P}/connectors/generic`, { name: `Bank ${newId()}` })).data;
    const payment = await made(`${P}/payments`, aPayment(connectorID));
    const account = { reference: newId(), connectorID, createdAt: "2026-01-05T10:00:00Z", type: "INTERNAL" };
    const { data } = await made(`${P}/accounts`, account);
    initiations ??= initiationVariables();
    const common = await initiations;
    const empty = await made(`${P}/connectors/generic`, { name: `Bank ${newId()}` });
    await theOnlyOne();
    return {
      PROVIDER: ONLY_ONE,
      EMPTY_CONNECTOR_ID: empty.data.connectorID,
      ...{ CONNECTOR_ID: connectorID, PAYMENT_ID: payment.data.id, ACCOUNT_ID: data.id, ...common },
      NEW_INITIATION_ID: await initiate(common),
      NEW_USER_ID: await forwardedUser(common),
      NEW_POOL_ID: await madeId("/pools", { name: newId(), query: {} }),
    };
  }

  /** The only connector of that provider, which some operations name by that alone. */
  async function theOnlyOne(): Promise<void> {
    const there = await prisma().connector.count({
      where: { provider: ONLY_ONE.toUpperCase(), merchantId },
    });
    if (there === 0) await made(`/api/payments/connectors/${ONLY_ONE}`, { name: "Cards" });
  }

  // Made once: whatever the examples do to them may be done again.
  let initiations: Promise<Variables> | null = null;

  async function initiationVariables(): Promise<Variables> {
    const { connectorID } = (await made(`${P}/connectors/dummypay`, { name: "Sandbox" })).data;
    const account = async (reference: string) => {
      const sent = { reference, connectorID, createdAt: "2026-01-05T10:00:00Z", type: "EXTERNAL" };
      return (await made(`${P}/accounts`, sent)).data.id;
    };
    const reference = newId();
    const there = { SANDBOX_CONNECTOR_ID: connectorID, SANDBOX_ACCOUNT_ID: await account(reference) };
    const declining = { ...there, SANDBOX_ACCOUNT_ID: await account("sbx_debit_account_closed") };
    const [sent, failed] = [await initiate(there), await initiate(declining)];
    const approve = (id: string) => made(`${P}/v3/payment-initiations/${id}/approve`);
    const { taskID } = (await approve(sent)).data;
    await approve(failed);
    return {
      ...there,
      SANDBOX_PROVIDER: "dummypay",
      SANDBOX_ACCOUNT_REFERENCE: reference,
      TASK_ID: taskID,
      INITIATION_ID: await initiate(there),
      REJECTED_INITIATION_ID: await initiate(there),
      SENT_INITIATION_ID: sent,
      FAILED_INITIATION_ID: failed,
      ...(await poolVariables()),
      ...(await userVariables()),
    };
  }

  /** A pool of one account at which one payment arrived, and which one of another currency left. */
  async function poolVariables(): Promise<Variables> {
    const { connectorID } = (await made(`${P}/connectors/generic`, { name: "Bank of the pool" })).data;
    const account = { reference: newId(), connectorID, createdAt: "2026-01-05T10:00:00Z", type: "INTERNAL" };
    const POOLED_ACCOUNT_ID = (await made(`${P}/accounts`, account)).data.id;
    const arrived = { status: "SUCCEEDED", destinationAccountID: POOLED_ACCOUNT_ID };
    await made(`${P}/payments`, aPayment(connectorID, arrived));
    const left = { status: "SUCCEEDED", type: "PAYOUT", asset: "EUR/2", sourceAccountID: POOLED_ACCOUNT_ID };
    await made(`${P}/payments`, aPayment(connectorID, left));
    const pool = await made(`${P}/pools`, { name: newId(), accountIDs: [POOLED_ACCOUNT_ID] });
    return { POOLED_ACCOUNT_ID, POOL_ID: pool.data.id };
  }

  async function initiate({ SANDBOX_CONNECTOR_ID, SANDBOX_ACCOUNT_ID }: Variables): Promise<string> {
    const { data } = await made("/api/payments/v3/payment-initiations", {
      ...{ reference: newId(), scheduledAt: "2026-01-05T10:00:00Z", connectorID: SANDBOX_CONNECTOR_ID },
      ...{ description: "Rent", type: "PAYOUT", amount: 120_000, asset: "EUR/2" },
      destinationAccountID: SANDBOX_ACCOUNT_ID,
    });
    return data.paymentInitiationID;
  }

  /** A payment service user with a bank account. */
  async function userVariables(): Promise<Variables> {
    const details = { name: "Rosa Lind", accountNumber: "123456789" };
    const BANK_ACCOUNT_ID = await madeId("/bank-accounts", details);
    const user = { name: "Rosa Lind", bankAccountIDs: [BANK_ACCOUNT_ID] };
    return { BANK_ACCOUNT_ID, USER_ID: await madeId("/payment-service-users", user) };
  }

  /** A payment service user of whom the sandbox was told. */
  async function forwardedUser({ SANDBOX_CONNECTOR_ID }: Variables): Promise<string> {
    const id = await madeId("/payment-service-users", { name: "Bo Lind" });
    await made(`${P}/v3/payment-service-users/${id}/connectors/${SANDBOX_CONNECTOR_ID}/forward`);
    return id;
  }

  /** What the third wire version answers where it answers an id alone. */
  async function madeId(path: string, body: object): Promise<string> {
    const { data } = await made(`${P}/v3${path}`, body);
    return String(data);
  }

  return connected;
}
