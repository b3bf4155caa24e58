import { jwtVerify, SignJWT } from "jose";
import { currentTime } from "@/lib/clock/clock";
import { derivedSecrets } from "@/lib/crypto/encryption-keys";
import { authenticateKey } from "@/lib/keys/authenticate";
import { authenticateClient, authenticateKeyId } from "@/lib/keys/authenticate-id";
import type { KeyActor } from "@/lib/keys/key-cache";
import type { Scope } from "@/lib/verb/permissions";
import { partnerBound, SCOPES } from "@/lib/verb/permissions";

/** How long an access token opens the door. Connected contract. */
export const TOKEN_LIFETIME_SECONDS = 3_600;

const ISSUER = "counterfoil";
const ALGORITHM = "HS256";

export interface TokenRequest {
  clientId: string;
  clientSecret: string;
  /** Space-separated; empty asks for all the key has. */
  scope: string;
}

export type TokenAnswer =
  | { token: string; scopes: Scope[] }
  | { refused: "invalid_client" | "invalid_scope" };

/** Exchanges a key's id and secret for a signed token of an hour. Connected contract, OAuth 2 client credentials. */
export async function issueToken({ clientId, clientSecret, scope }: TokenRequest): Promise<TokenAnswer> {
  const actor = await authenticateClient(clientId, clientSecret);
  // A partner's own key opens the referral door alone.
  if (!actor || partnerBound(actor)) return { refused: "invalid_client" };
  const asked = scope.split(" ").filter(Boolean);
  const granted = asked.length === 0 ? [...actor.scopes] : SCOPES.filter((each) => asked.includes(each));
  const within =
    granted.every((each) => has(actor, each)) && asked.every((each) => granted.some((kept) => kept === each));
  if (!within) return { refused: "invalid_scope" };
  const issuedAt = Math.floor((await currentTime()).getTime() / 1_000);
  const token = await new SignJWT({ scope: granted.join(" ") })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setSubject(actor.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_LIFETIME_SECONDS)
    .sign(secrets()[0] ?? new Uint8Array());
  return { token, scopes: granted };
}

/** Who presents an access token or a raw API key, with the scopes of what was presented; null for neither. */
export async function authenticateBearer(secret: string): Promise<KeyActor | null> {
  if (!secret.includes(".")) return authenticateKey(secret);
  for (const key of secrets()) {
    const claims = await verify(secret, key);
    if (!claims) continue;
    const actor = await authenticateKeyId(claims.keyId);
    // A key that has lost a scope since takes it from its tokens too.
    return actor && { ...actor, scopes: claims.scopes.filter((scope) => has(actor, scope)) };
  }
  return null;
}

async function verify(token: string, key: Uint8Array): Promise<{ keyId: string; scopes: Scope[] } | null> {
  try {
    const options = { issuer: ISSUER, algorithms: [ALGORITHM], currentDate: await currentTime() };
    const { payload } = await jwtVerify<{ scope: string }>(token, key, options);
    const named = payload.scope.split(" ");
    return { keyId: payload.sub ?? "", scopes: SCOPES.filter((scope) => named.includes(scope)) };
  } catch {
    return null;
  }
}

// Writing includes reading, as everywhere.
function has({ scopes }: KeyActor, scope: Scope): boolean {
  return scopes.includes(scope) || (scope === "payments:read" && scopes.includes("payments:write"));
}

function secrets(): Uint8Array[] {
  return derivedSecrets("connected-access-token").map(({ secret }) => new TextEncoder().encode(secret));
}
