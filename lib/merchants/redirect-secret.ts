import { open, seal } from "@/lib/crypto/seal";
import { newToken } from "@/lib/crypto/tokens";
import { prisma } from "@/lib/db/prisma";
import type { Prisma } from "@/lib/generated/prisma/client";

/** A new secret that signs redirects, as it is shown, and as it is stored. */
export function newRedirectSecret(merchantId: string): { secret: string; sealed: Buffer<ArrayBuffer> } {
  const secret = `rs_${newToken()}`;
  return { secret, sealed: seal(secret, redirectSecretPurpose(merchantId)) };
}

/** The secret that signs a merchant's redirects, or null when there is no such merchant. For the server's own use. */
export async function redirectSecretOf(
  merchantId: string,
  db: Prisma.TransactionClient = prisma(),
): Promise<string | null> {
  const merchant = await db.merchant.findUnique({
    where: { id: merchantId },
    select: { redirectSecretSealed: true },
  });
  return merchant && open(merchant.redirectSecretSealed, redirectSecretPurpose(merchantId));
}

/** What the sealed secret of a merchant is bound to. */
export function redirectSecretPurpose(merchantId: string): string {
  return `merchant:${merchantId}:redirect`;
}
