import { CONNECTOR_TIMEOUT_MS } from "@/lib/connectors/ask";
import type { CheckItem, ConnectionCheck, Credentials, Provider } from "@/lib/connectors/provider";
import { keepOutOfLogs } from "@/lib/log/known-secrets";
import { log } from "@/lib/log/log";
import { CENSORED } from "@/lib/log/redact";
import { TookTooLong, within } from "@/lib/process/within";
import { type FieldIssue, Refused, refuseField } from "@/lib/verb/problem";

export interface CheckedCredentials {
  /** Those the provider asks for, and no others. */
  credentials: Credentials;
  live: boolean;
  account: { reference: string; name: string };
  currencies: string[];
  items: CheckItem[];
}

/**
 * Asks the provider all that a connection needs, and refuses, beside the field it belongs to, what keeps these credentials
 * from being one. Nothing it says repeats a credential.
 */
export async function checkCredentials(provider: Provider, given: Credentials): Promise<CheckedCredentials> {
  const credentials = givenFields(provider, given);
  const mode = provider.modeOf(credentials);
  if ("problems" in mode) {
    refuseAll(Object.entries(mode.problems).map(([field, words]) => issueAt(field, words, credentials)));
    throw new Error(`${provider.name} found a problem, and named none.`);
  }
  const { account, currencies, items } = await askProvider(provider, credentials);
  const [field = ""] = credentialNames(provider);
  const failed = items.filter(({ state }) => state === "failed");
  if (failed.length > 0) {
    const words = failed.map(({ what, detail }) => `${what}: ${detail}`).join(" ");
    refuseAll([issueAt(field, words, credentials)]);
  }
  if (!account)
    refuseField(
      `credentials.${field}`,
      "invalid_value",
      `${provider.label} did not say whose account this is, so nothing was connected. Try again.`,
    );
  return { credentials, live: mode.live, account, currencies: [...currencies], items: [...items] };
}

/** The checklist of credentials that are in use, or null where the provider could not be asked. */
export async function askCredentialsAgain(
  provider: Provider,
  credentials: Credentials,
): Promise<ConnectionCheck | null> {
  return withoutCredentials(await answerOf(provider, credentials), credentials);
}

export const credentialNames = (provider: Provider): string[] => provider.credentials.map(({ name }) => name);

async function askProvider(provider: Provider, credentials: Credentials): Promise<ConnectionCheck> {
  const check = withoutCredentials(await answerOf(provider, credentials), credentials);
  if (check) return check;
  throw new Refused({
    code: "conflict",
    message: `${provider.label} could not be asked just now, so nothing was changed. Try again in a moment.`,
  });
}

// An error of a provider's client may say what it was sent: only its name is told.
async function answerOf(provider: Provider, credentials: Credentials): Promise<ConnectionCheck | null> {
  keepOutOfLogs(Object.values(credentials));
  try {
    return await within(CONNECTOR_TIMEOUT_MS, provider.check(credentials));
  } catch (err) {
    if (err instanceof TookTooLong) return null;
    const failure = err instanceof Error ? err.name : "failure";
    log.warn({ provider: provider.name, failure }, "a provider could not be asked about a connection");
    return null;
  }
}

function givenFields(provider: Provider, given: Credentials): Credentials {
  const missing = provider.credentials.filter(({ name }) => !given[name]);
  refuseAll(
    missing.map(({ name, label }) => ({
      path: `credentials.${name}`,
      code: "required" as const,
      message: `${provider.label} needs the ${label.charAt(0).toLowerCase()}${label.slice(1)}.`,
    })),
  );
  return Object.fromEntries(credentialNames(provider).map((name) => [name, given[name] ?? ""]));
}

function refuseAll(issues: FieldIssue[]): void {
  const [first, ...others] = issues;
  if (first) throw new Refused({ code: "invalid", issues: [first, ...others] });
}

const issueAt = (field: string, words: string, credentials: Credentials): FieldIssue => ({
  path: `credentials.${field}`,
  code: "invalid_value",
  message: withoutValues(words, credentials),
});

function withoutCredentials(check: ConnectionCheck | null, credentials: Credentials): ConnectionCheck | null {
  return (
    check && {
      ...check,
      items: check.items.map((item) => ({ ...item, detail: withoutValues(item.detail, credentials) })),
    }
  );
}

const withoutValues = (words: string, credentials: Credentials) =>
  Object.values(credentials).reduce(
    (text, value) => (value ? text.replaceAll(value, CENSORED) : text),
    words,
  );
