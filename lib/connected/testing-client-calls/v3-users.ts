import type { SDK } from "@formance/formance-sdk";
import type { Calls } from "./calls";

/** What the third wire version has of a payment service's users, with the bank account and the connector that were made before. */
export function userCalls(v3: SDK["payments"]["v3"], made: { connector: string; bank: string }): Calls {
  let userId = "x";
  const link = { clientRedirectURL: "https://shop.example/back" };
  const user = () => ({ paymentServiceUserID: userId });
  const userThere = () => ({ ...user(), connectorID: made.connector });
  return [
    [
      "createPaymentServiceUser",
      async () => {
        const answer = await v3.createPaymentServiceUser({ name: "Rosa" });
        userId = answer.v3CreatePaymentServiceUserResponse?.data ?? "x";
      },
    ],
    ["listPaymentServiceUsers", () => v3.listPaymentServiceUsers({ pageSize: 5 })],
    ["getPaymentServiceUser", () => v3.getPaymentServiceUser(user())],
    [
      "addBankAccountToPaymentServiceUser",
      () =>
        v3.addBankAccountToPaymentServiceUser({
          ...user(),
          bankAccountID: made.bank,
        }),
    ],
    [
      "forwardPaymentServiceUserBankAccount",
      () =>
        v3.forwardPaymentServiceUserBankAccount({
          ...user(),
          bankAccountID: made.bank,
          v3ForwardPaymentServiceUserBankAccountRequest: { connectorID: made.connector },
        }),
    ],
    ["forwardPaymentServiceUserToProvider", () => v3.forwardPaymentServiceUserToProvider(userThere())],
    [
      "createLinkForPaymentServiceUser",
      () =>
        v3.createLinkForPaymentServiceUser({ ...userThere(), v3PaymentServiceUserCreateLinkRequest: link }),
    ],
    [
      "updateLinkForPaymentServiceUserOnConnector",
      () =>
        v3.updateLinkForPaymentServiceUserOnConnector({
          ...userThere(),
          connectionID: "x",
          v3PaymentServiceUserUpdateLinkRequest: link,
        }),
    ],
    [
      "getPaymentServiceUserLinkAttemptFromConnectorID",
      () => v3.getPaymentServiceUserLinkAttemptFromConnectorID({ ...userThere(), attemptID: "x" }),
    ],
    [
      "deletePaymentServiceUserConnectionFromConnectorID",
      () => v3.deletePaymentServiceUserConnectionFromConnectorID({ ...userThere(), connectionID: "x" }),
    ],
    ["deletePaymentServiceUserConnector", () => v3.deletePaymentServiceUserConnector(userThere())],
    ["deletePaymentServiceUser", () => v3.deletePaymentServiceUser(user())],
  ];
}
