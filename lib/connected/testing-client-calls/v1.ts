import type { SDK } from "@formance/formance-sdk";
import { newId } from "@/lib/ids";

import { type Calls, GENERIC_CONFIG, metadata, past } from "./calls";

/** The first wire version; `made` holds what earlier calls made. */
export function v1Calls({ payments: { v1 } }: SDK): Calls {
  const made = {
    connector: "x",
    source: "x",
    destination: "x",
    declining: "x",
    payment: "x",
    pool: "x",
    bank: "x",
    transfer: "x",
    task: "x",
  };
  const connector = "DUMMY-PAY";
  const provider = () => ({ connector, connectorId: made.connector }) as const;
  const transfer = (validated: boolean) => ({
    reference: `ti-${newId()}`,
    scheduledAt: past,
    description: "Rent",
    sourceAccountID: made.source,
    destinationAccountID: made.destination,
    connectorID: made.connector,
    type: "PAYOUT" as const,
    amount: 1_200n,
    asset: "EUR/2",
    validated,
  });
  const initiated = async (validated: boolean) => {
    const answer = await v1.createTransferInitiation(transfer(validated));
    made.transfer = answer.transferInitiationResponse?.data.id ?? "x";
  };
  const config = { provider: "Dummypay", name: "Trial", directory: "/tmp" } as const;
  const shown = { provider: "Dummypay", name: "Renamed", directory: "" } as const;
  return [
    ["getServerInfoPayments", () => v1.getServerInfoPayments()],
    ["listConfigsAvailableConnectors", () => v1.listConfigsAvailableConnectors()],
    [
      "installConnector",
      async () => {
        const answer = await v1.installConnector({ connector, connectorConfig: config });
        made.connector = answer.connectorResponse?.data.connectorID ?? "x";
      },
    ],
    ["listAllConnectors", () => v1.listAllConnectors()],
    ["readConnectorConfig", () => v1.readConnectorConfig({ connector })],
    ["readConnectorConfigV1", () => v1.readConnectorConfigV1(provider())],
    ["updateConnectorConfigV1", () => v1.updateConnectorConfigV1({ ...provider(), connectorConfig: shown })],
    ["resetConnector", () => v1.resetConnector({ connector })],
    ["resetConnectorV1", () => v1.resetConnectorV1(provider())],
    [
      "createAccount",
      async () => {
        const account = (reference: string) =>
          v1.createAccount({ reference, connectorID: made.connector, createdAt: past, type: "INTERNAL" });
        made.source = (await account("source")).accountResponse?.data.id ?? "x";
        made.destination = (await account("destination")).accountResponse?.data.id ?? "x";
        made.declining = (await account("sbx_debit_account_closed")).accountResponse?.data.id ?? "x";
      },
    ],
    ["listAccountsPayments", () => v1.listAccountsPayments({ pageSize: 5 })],
    ["getAccountPayments", () => v1.getAccountPayments({ accountId: made.source })],
    [
      "createPayment",
      async () => {
        const answer = await v1.createPayment({
          reference: `pay-${newId()}`,
          connectorID: made.connector,
          createdAt: past,
          type: "PAY-IN",
          amount: 5_000n,
          asset: "EUR/2",
          scheme: "visa",
          status: "SUCCEEDED",
          destinationAccountID: made.source,
        });
        made.payment = answer.paymentResponse?.data.id ?? "x";
      },
    ],
    ["listPayments", () => v1.listPayments({ pageSize: 5 })],
    ["getPayment", () => v1.getPayment({ paymentId: made.payment })],
    ["updateMetadata", () => v1.updateMetadata({ paymentId: made.payment, requestBody: metadata })],
    ["getAccountBalances", () => v1.getAccountBalances({ accountId: made.source })],
    [
      "createPool",
      async () => {
        const answer = await v1.createPool({ name: `Pool ${newId()}`, accountIDs: [made.source] });
        made.pool = answer.poolResponse?.data.id ?? "x";
      },
    ],
    ["listPools", () => v1.listPools({ pageSize: 5 })],
    ["getPool", () => v1.getPool({ poolId: made.pool })],
    [
      "addAccountToPool",
      () =>
        v1.addAccountToPool({
          poolId: made.pool,
          addAccountToPoolRequest: { accountID: made.destination },
        }),
    ],
    [
      "removeAccountFromPool",
      () => v1.removeAccountFromPool({ poolId: made.pool, accountId: made.destination }),
    ],
    ["getPoolBalances", () => v1.getPoolBalances({ poolId: made.pool, at: past })],
    ["getPoolBalancesLatest", () => v1.getPoolBalancesLatest({ poolId: made.pool })],
    [
      "updatePoolQuery",
      async () => {
        const answer = await v1.createPool({ name: `Pool ${newId()}`, query: {} });
        const poolId = answer.poolResponse?.data.id ?? "x";
        const query = { $match: { type: "INTERNAL" } };
        await v1.updatePoolQuery({ poolId, updatePoolQueryRequest: { query } });
      },
    ],
    ["deletePool", () => v1.deletePool({ poolId: made.pool })],
    [
      "createBankAccount",
      async () => {
        const answer = await v1.createBankAccount({
          name: "Rosa",
          country: "DE",
          iban: "DE89370400440532013000",
        });
        made.bank = answer.bankAccountResponse?.data.id ?? "x";
      },
    ],
    ["listBankAccounts", () => v1.listBankAccounts({ pageSize: 5 })],
    ["getBankAccount", () => v1.getBankAccount({ bankAccountId: made.bank })],
    [
      "forwardBankAccount",
      () =>
        v1.forwardBankAccount({
          bankAccountId: made.bank,
          forwardBankAccountRequest: { connectorID: made.connector },
        }),
    ],
    [
      "updateBankAccountMetadata",
      () =>
        v1.updateBankAccountMetadata({
          bankAccountId: made.bank,
          updateBankAccountMetadataRequest: { metadata },
        }),
    ],
    ["createTransferInitiation", () => initiated(true)],
    ["listTransferInitiations", () => v1.listTransferInitiations({ pageSize: 5 })],
    ["getTransferInitiation", () => v1.getTransferInitiation({ transferId: made.transfer })],
    [
      "reverseTransferInitiation",
      () =>
        v1.reverseTransferInitiation({
          transferId: made.transfer,
          reverseTransferInitiationRequest: {
            reference: `rev-${newId()}`,
            description: "Sent back",
            amount: 200n,
            asset: "EUR/2",
            metadata: null,
          },
        }),
    ],
    [
      "updateTransferInitiationStatus",
      async () => {
        await initiated(false);
        await v1.updateTransferInitiationStatus({
          transferId: made.transfer,
          updateTransferInitiationStatusRequest: { status: "VALIDATED" },
        });
      },
    ],
    [
      "retryTransferInitiation",
      async () => {
        const answer = await v1.createTransferInitiation({
          ...transfer(true),
          destinationAccountID: made.declining,
        });
        made.transfer = answer.transferInitiationResponse?.data.id ?? "x";
        await v1.retryTransferInitiation({ transferId: made.transfer });
      },
    ],
    [
      "deleteTransferInitiation",
      async () => {
        await initiated(false);
        await v1.deleteTransferInitiation({ transferId: made.transfer });
      },
    ],
    [
      "connectorsTransfer",
      () =>
        v1.connectorsTransfer({
          connector,
          transferRequest: { amount: 100n, asset: "EUR/2", destination: "destination" },
        }),
    ],
    ["listConnectorTasks", () => v1.listConnectorTasks({ connector })],
    [
      "listConnectorTasksV1",
      async () => {
        const answer = await v1.listConnectorTasksV1(provider());
        made.task = answer.tasksCursor?.cursor.data[0]?.id ?? "x";
      },
    ],
    ["getConnectorTask", () => v1.getConnectorTask({ connector, taskId: made.task })],
    ["getConnectorTaskV1", () => v1.getConnectorTaskV1({ ...provider(), taskId: made.task })],
    [
      "uninstallConnectorV1",
      async () => {
        const answer = await v1.installConnector({
          connector: "GENERIC",
          connectorConfig: GENERIC_CONFIG,
        });
        const connectorId = answer.connectorResponse?.data.connectorID ?? "x";
        await v1.uninstallConnectorV1({ connector: "GENERIC", connectorId });
      },
    ],
    [
      "uninstallConnector",
      async () => {
        await v1.installConnector({ connector: "GENERIC", connectorConfig: GENERIC_CONFIG });
        await v1.uninstallConnector({ connector: "GENERIC" });
      },
    ],
  ];
}
