/** How many secrets a process keeps in mind; beyond them the oldest is forgotten. */
export const KNOWN_SECRETS_MAX = 500;

/** Shorter text is no secret, and would black out half a log. */
const SECRET_CHARACTERS_MIN = 8;

// The listener and the framework's bundle each hold a copy of this module: both go by the same.
const holder = globalThis as typeof globalThis & { counterfoilKnownSecrets?: Set<string> };

/** Keeps what this process has been given or has opened out of its log, whatever text it stands in. */
export function keepOutOfLogs(secrets: readonly string[]): void {
  const known = knownSecrets();
  for (const secret of secrets) if (secret.length >= SECRET_CHARACTERS_MIN) known.add(secret);
  for (const oldest of known) {
    if (known.size <= KNOWN_SECRETS_MAX) break;
    known.delete(oldest);
  }
}

export function knownSecrets(): Set<string> {
  holder.counterfoilKnownSecrets ??= new Set();
  return holder.counterfoilKnownSecrets;
}
