import { encodeAccountId, encodeConnectorId } from "@/lib/connected/ids";
import { metadataOrNull, providerV1 } from "@/lib/connected/present";
import type { BankAccountV1, BankAccountV3 } from "./answers";
import type { ConnectedBankAccount } from "./bank-account";

export function presentBankAccountV1(bankAccount: ConnectedBankAccount): BankAccountV1 {
  const { id, name, createdAt, country, ibanShown, accountNumberShown, swiftBicCode } = bankAccount;
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    country: country ?? "",
    ...(ibanShown && { iban: ibanShown }),
    ...(accountNumberShown && { accountNumber: accountNumberShown }),
    ...(swiftBicCode && { swiftBicCode }),
    relatedAccounts: bankAccount.forwards.map((forward) => ({
      id: forward.id,
      createdAt: forward.createdAt.toISOString(),
      provider: providerV1(forward.account.connector.provider),
      connectorID: encodeConnectorId(forward.account.connector),
      accountID: encodeAccountId(forward.account),
    })),
    metadata: metadataOf(bankAccount),
  };
}

export function presentBankAccountV3(bankAccount: ConnectedBankAccount): BankAccountV3 {
  const { id, name, createdAt, country, ibanShown, accountNumberShown, swiftBicCode } = bankAccount;
  return {
    id,
    createdAt: createdAt.toISOString(),
    name,
    accountNumber: accountNumberShown,
    iban: ibanShown,
    swiftBicCode,
    country,
    metadata: metadataOf(bankAccount),
    relatedAccounts: bankAccount.forwards.map((forward) => ({
      accountID: encodeAccountId(forward.account),
      createdAt: forward.createdAt.toISOString(),
    })),
  };
}

function metadataOf({ metadata }: ConnectedBankAccount) {
  return metadataOrNull(metadata as Record<string, string>);
}
