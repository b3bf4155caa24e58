import { z } from "zod";
import { open, seal } from "@/lib/crypto/seal";
import { keepOutOfLogs } from "@/lib/log/known-secrets";
import type { Credentials } from "./provider";

const sealedForm = z.record(z.string(), z.string());

/** The credentials of a connection as the database keeps them. */
export function sealCredentials(connectionId: string, credentials: Credentials): Buffer<ArrayBuffer> {
  return seal(JSON.stringify(credentials), credentialsPurpose(connectionId));
}

/** Throws where they were altered, belong to another connection or their key is not known here. */
export function openCredentials(stored: { id: string; credentialsSealed: Uint8Array | null }): Credentials {
  if (!stored.credentialsSealed) return {};
  const credentials = sealedForm.parse(
    JSON.parse(open(stored.credentialsSealed, credentialsPurpose(stored.id))),
  );
  keepOutOfLogs(Object.values(credentials));
  return credentials;
}

export function sealMessageSecret(connectionId: string, secret: string): Buffer<ArrayBuffer> {
  return seal(secret, messageSecretPurpose(connectionId));
}

export function openMessageSecret(connectionId: string, sealed: Uint8Array): string {
  const secret = open(sealed, messageSecretPurpose(connectionId));
  keepOutOfLogs([secret]);
  return secret;
}

const credentialsPurpose = (id: string) => `connection:${id}:credentials`;
const messageSecretPurpose = (id: string) => `connection:${id}:messages`;
