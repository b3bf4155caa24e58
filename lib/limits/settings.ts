/** Requests a minute. 0 switches a limit off. Told in docs/operations.md and by --help. */
export const KEY_REQUESTS_DEFAULT = 30_000;
export const ADDRESS_REQUESTS_DEFAULT = 30_000;
export const ADDRESS_FAILURES_DEFAULT = 300;

export const WINDOW_MS = 60_000;

/** The most a limit may be set to. */
export const LIMIT_MAX = 1_000_000_000;

export interface RateLimits {
  /** Of one API key. */
  keyRequests: number;
  /** Of one address, or of the /64 network of an IPv6 one. */
  addressRequests: number;
  /** Requests of one address that show no key or a wrong one. */
  addressFailures: number;
}

/** The limits as the environment sets them. Throws what `refuse` makes of a value that is none. */
export function readRateLimits(
  env: Record<string, string | undefined>,
  refuse: (name: string, text: string) => Error = refusal,
): RateLimits {
  const read = (name: string, preset: number) => {
    const text = env[name] || String(preset);
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > LIMIT_MAX) throw refuse(name, text);
    return value;
  };
  return {
    keyRequests: read("RATE_LIMIT_KEY", KEY_REQUESTS_DEFAULT),
    addressRequests: read("RATE_LIMIT_ADDRESS", ADDRESS_REQUESTS_DEFAULT),
    addressFailures: read("RATE_LIMIT_FAILURES", ADDRESS_FAILURES_DEFAULT),
  };
}

function refusal(name: string, text: string): Error {
  return new RangeError(`${name} must be a whole number from 0 to ${LIMIT_MAX}, not "${text}".`);
}
