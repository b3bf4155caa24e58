import { open, seal } from "@/lib/crypto/seal";
import { newToken } from "@/lib/crypto/tokens";
import { type Queryable, run, statement } from "@/lib/db/sql";

const READ = statement("SELECT redirect_secret_sealed FROM merchant WHERE id = $1");

/** A new secret that signs redirects, as it is shown, and as it is stored. */
export function newRedirectSecret(merchantId: string): { secret: string; sealed: Buffer } {
  const secret = `rs_${newToken()}`;
  return { secret, sealed: seal(secret, redirectSecretPurpose(merchantId)) };
}

/** The secret that signs a merchant's redirects, or null when there is no such merchant. For the server's own use. */
export async function redirectSecretOf(merchantId: string, on?: Queryable): Promise<string | null> {
  const [row] = await run<{ redirect_secret_sealed: Buffer }>(READ, [merchantId], on);
  return row ? open(row.redirect_secret_sealed, redirectSecretPurpose(merchantId)) : null;
}

/** What the sealed secret of a merchant is bound to. */
export function redirectSecretPurpose(merchantId: string): string {
  return `merchant:${merchantId}:redirect`;
}
