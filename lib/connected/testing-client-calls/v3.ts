import type { SDK } from "@formance/formance-sdk";
import { newId } from "@/lib/ids";
import { type Calls, GENERIC_CONFIG, metadata, past } from "./calls";
import { userCalls } from "./v3-users";

/** The third wire version; `made` holds what earlier calls made. */
export function v3Calls({ payments: { v3 } }: SDK): Calls {
  const made = {
    connector: "x",
    source: "x",
    destination: "x",
    declining: "x",
    payment: "x",
    pool: "x",
    bank: "x",
    initiation: "x",
    schedule: "x",
    task: "x",
  };
  const config = { provider: "Dummypay", name: "Trial", directory: "/tmp" } as const;
  const page = { pageSize: 5 };
  const initiated = async (destinationAccountID = made.destination) => {
    const answer = await v3.initiatePayment({
      v3InitiatePaymentRequest: {
        reference: `pi-${newId()}`,
        scheduledAt: past,
        connectorID: made.connector,
        description: "Rent",
        type: "PAYOUT",
        amount: 1_200n,
        asset: "EUR/2",
        sourceAccountID: made.source,
        destinationAccountID,
      },
    });
    made.initiation = answer.v3InitiatePaymentResponse?.data.paymentInitiationID ?? "x";
  };
  const approve = async () => {
    const answer = await v3.approvePaymentInitiation({ paymentInitiationID: made.initiation });
    made.task = answer.v3ApprovePaymentInitiationResponse?.data.taskID ?? "x";
  };
  return [
    ["listConnectorConfigs", () => v3.listConnectorConfigs()],
    ["listConnectorCapabilities", () => v3.listConnectorCapabilities({})],
    [
      "installConnector",
      async () => {
        const answer = await v3.installConnector({ connector: "dummypay", v3ConnectorConfig: config });
        made.connector = answer.v3InstallConnectorResponse?.data ?? "x";
      },
    ],
    ["listConnectors", () => v3.listConnectors(page)],
    ["getConnectorConfig", () => v3.getConnectorConfig({ connectorID: made.connector })],
    ["getConnectorCapabilities", () => v3.getConnectorCapabilities({ connectorID: made.connector })],
    [
      "v3UpdateConnectorConfig",
      () =>
        v3.v3UpdateConnectorConfig({
          connectorID: made.connector,
          v3ConnectorConfig: { ...config, directory: "" },
        }),
    ],
    [
      "listConnectorSchedules",
      async () => {
        const answer = await v3.listConnectorSchedules({ ...page, connectorID: made.connector });
        made.schedule = answer.v3ConnectorSchedulesCursorResponse?.cursor.data[0]?.id ?? "x";
      },
    ],
    [
      "getConnectorSchedule",
      () => v3.getConnectorSchedule({ connectorID: made.connector, scheduleID: made.schedule }),
    ],
    [
      "listConnectorScheduleInstances",
      () =>
        v3.listConnectorScheduleInstances({
          ...page,
          connectorID: made.connector,
          scheduleID: made.schedule,
        }),
    ],
    [
      "createAccount",
      async () => {
        const account = (reference: string) =>
          v3.createAccount({
            reference,
            connectorID: made.connector,
            createdAt: past,
            type: "INTERNAL",
            accountName: reference,
          });
        made.source = (await account("source")).v3CreateAccountResponse?.data.id ?? "x";
        made.destination = (await account("destination")).v3CreateAccountResponse?.data.id ?? "x";
        made.declining = (await account("sbx_debit_account_closed")).v3CreateAccountResponse?.data.id ?? "x";
      },
    ],
    ["listAccounts", () => v3.listAccounts(page)],
    ["getAccount", () => v3.getAccount({ accountID: made.source })],
    ["getAccountBalances", () => v3.getAccountBalances({ ...page, accountID: made.source })],
    [
      "createPayment",
      async () => {
        const answer = await v3.createPayment({
          reference: `pay-${newId()}`,
          connectorID: made.connector,
          createdAt: past,
          type: "PAY-IN",
          initialAmount: 5_000n,
          amount: 5_000n,
          asset: "EUR/2",
          scheme: "CARD_VISA",
          destinationAccountID: made.source,
          adjustments: [{ reference: "ad1", createdAt: past, status: "SUCCEEDED" }],
        });
        made.payment = answer.v3CreatePaymentResponse?.data.id ?? "x";
      },
    ],
    ["listPayments", () => v3.listPayments({ ...page, query: { $match: { status: "SUCCEEDED" } } })],
    ["getPayment", () => v3.getPayment({ paymentID: made.payment })],
    [
      "updatePaymentMetadata",
      () =>
        v3.updatePaymentMetadata({ paymentID: made.payment, v3UpdatePaymentMetadataRequest: { metadata } }),
    ],
    ["listOrders", () => v3.listOrders(page)],
    ["getOrder", () => v3.getOrder({ orderID: "x" })],
    ["listConversions", () => v3.listConversions(page)],
    ["getConversion", () => v3.getConversion({ conversionID: "x" })],
    [
      "createPool",
      async () => {
        const answer = await v3.createPool({ name: `Pool ${newId()}`, accountIDs: [made.source] });
        made.pool = answer.v3CreatePoolResponse?.data ?? "x";
      },
    ],
    ["listPools", () => v3.listPools(page)],
    ["getPool", () => v3.getPool({ poolID: made.pool })],
    ["addAccountToPool", () => v3.addAccountToPool({ poolID: made.pool, accountID: made.destination })],
    [
      "removeAccountFromPool",
      () => v3.removeAccountFromPool({ poolID: made.pool, accountID: made.destination }),
    ],
    ["getPoolBalances", () => v3.getPoolBalances({ poolID: made.pool, at: past })],
    ["getPoolBalancesLatest", () => v3.getPoolBalancesLatest({ poolID: made.pool })],
    [
      "updatePoolQuery",
      async () => {
        const answer = await v3.createPool({ name: `Pool ${newId()}`, query: {} });
        const poolID = answer.v3CreatePoolResponse?.data ?? "x";
        const query = { $match: { type: "INTERNAL" } };
        await v3.updatePoolQuery({ poolID, v3UpdatePoolQueryRequest: { query } });
      },
    ],
    ["deletePool", () => v3.deletePool({ poolID: made.pool })],
    [
      "createBankAccount",
      async () => {
        const answer = await v3.createBankAccount({
          name: "Rosa",
          country: "DE",
          iban: "DE89370400440532013000",
        });
        made.bank = answer.v3CreateBankAccountResponse?.data ?? "x";
      },
    ],
    ["listBankAccounts", () => v3.listBankAccounts(page)],
    ["getBankAccount", () => v3.getBankAccount({ bankAccountID: made.bank })],
    [
      "forwardBankAccount",
      () =>
        v3.forwardBankAccount({
          bankAccountID: made.bank,
          v3ForwardBankAccountRequest: { connectorID: made.connector },
        }),
    ],
    [
      "updateBankAccountMetadata",
      () =>
        v3.updateBankAccountMetadata({
          bankAccountID: made.bank,
          v3UpdateBankAccountMetadataRequest: { metadata },
        }),
    ],
    ["initiatePayment", () => initiated()],
    ["listPaymentInitiations", () => v3.listPaymentInitiations(page)],
    ["getPaymentInitiation", () => v3.getPaymentInitiation({ paymentInitiationID: made.initiation })],
    ["approvePaymentInitiation", approve],
    ["getTask", () => v3.getTask({ taskID: made.task })],
    [
      "listPaymentInitiationAdjustments",
      () => v3.listPaymentInitiationAdjustments({ ...page, paymentInitiationID: made.initiation }),
    ],
    [
      "listPaymentInitiationRelatedPayments",
      () => v3.listPaymentInitiationRelatedPayments({ ...page, paymentInitiationID: made.initiation }),
    ],
    [
      "reversePaymentInitiation",
      () =>
        v3.reversePaymentInitiation({
          paymentInitiationID: made.initiation,
          v3ReversePaymentInitiationRequest: {
            reference: `rev-${newId()}`,
            description: "Sent back",
            amount: 200n,
            asset: "EUR/2",
          },
        }),
    ],
    [
      "rejectPaymentInitiation",
      async () => {
        await initiated();
        await v3.rejectPaymentInitiation({ paymentInitiationID: made.initiation });
      },
    ],
    [
      "retryPaymentInitiation",
      async () => {
        await initiated(made.declining);
        await approve();
        await v3.retryPaymentInitiation({ paymentInitiationID: made.initiation });
      },
    ],
    [
      "deletePaymentInitiation",
      async () => {
        await initiated();
        await v3.deletePaymentInitiation({ paymentInitiationID: made.initiation });
      },
    ],
    ...userCalls(v3, made),
    [
      "resetConnector",
      async () => {
        const answer = await v3.installConnector({ connector: "generic", v3ConnectorConfig: GENERIC_CONFIG });
        await v3.resetConnector({ connectorID: answer.v3InstallConnectorResponse?.data ?? "x" });
      },
    ],
    [
      "uninstallConnector",
      async () => {
        const answer = await v3.installConnector({ connector: "generic", v3ConnectorConfig: GENERIC_CONFIG });
        const connectorID = answer.v3InstallConnectorResponse?.data ?? "x";
        await v3.uninstallConnector({ connectorID });
      },
    ],
  ];
}
