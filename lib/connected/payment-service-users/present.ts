import { metadataOrNull } from "@/lib/connected/present";
import type { UserV3 } from "./answers";
import type { PaymentServiceUser } from "./user";
import type { ContactDetails, UserAddress } from "./wire";

export function presentUser(user: PaymentServiceUser): UserV3 {
  const { id, name, createdAt, contactDetails, address, bankAccounts, metadata } = user;
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    ...(contactDetails !== null && { contactDetails: contactDetails as ContactDetails }),
    ...(address !== null && { address: address as UserAddress }),
    bankAccountIDs: bankAccounts.map(({ bankAccountId }) => bankAccountId),
    metadata: metadataOrNull(metadata as Record<string, string>),
  };
}
