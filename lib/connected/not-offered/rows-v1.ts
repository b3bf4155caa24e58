import type { NotOfferedRow } from "./row";

const V1 = "/api/payments";

/** What the first wire version documents and no connector here can do. */
export const NOT_OFFERED_V1: readonly NotOfferedRow[] = [
  ["createBankAccountV1", "POST", `${V1}/bank-accounts`, "payments:create", "Keep bank details"],
  ["listBankAccountsV1", "GET", `${V1}/bank-accounts`, "payments:read", "List bank details"],
  ["getBankAccountV1", "GET", `${V1}/bank-accounts/:id`, "payments:read", "Read bank details"],
  [
    "forwardBankAccountV1",
    "POST",
    `${V1}/bank-accounts/:id/forward`,
    "payments:create",
    "Hand bank details to a connector",
  ],
  [
    "updateBankAccountMetadataV1",
    "PATCH",
    `${V1}/bank-accounts/:id/metadata`,
    "payments:create",
    "Merge bank details' metadata",
  ],
];
