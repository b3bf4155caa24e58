import { HOUR_MS, MINUTE_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { redactText } from "@/lib/log/redact";
import { exponentOf } from "@/lib/money/currencies";
import { ask } from "./ask";
import type { Connector, HostedPages, LookupRequest, ProviderFact } from "./connector";
import type { CheckItem, Credentials, Provider } from "./provider";

/** How many of the latest events are looked into. */
const EVENTS_LOOKED_INTO = 3;

/**
 * Tries an account in test mode with every kind of call a connection makes, and says what passed. Where the provider has a
 * test method it is charged and given back; a page is made and closed again. Yields each item as it is known.
 */
export async function* tryAccount(provider: Provider, credentials: Credentials): AsyncGenerator<CheckItem> {
  const check = await provider.check(credentials);
  yield* check.items;
  if (!check.account) {
    yield { what: "Everything else", state: "failed", detail: "It is tried once the account is known." };
    return;
  }
  const connector = provider.connect(credentials);
  yield* tryLookUp(connector);
  if (connector.hosted) yield* tryPage(connector, connector.hosted, check.currencies);
  const { testMethod } = provider;
  if (testMethod) yield* tryCharge(connector, () => testMethod(credentials), check.currencies);
  if (connector.capabilities.refund) yield* tryRefusal(connector, check.currencies);
  yield* tryEvents(connector);
}

async function* tryRefusal(connector: Connector, currencies: readonly string[]): AsyncGenerator<CheckItem> {
  yield await item("A refund of nothing is refused", async () => {
    const nothing = { attemptId: newId(), chargeReference: "counterfoil_nothing", now: new Date() };
    return expectState(await ask(() => connector.refund({ ...nothing, ...moneyIn(currencies) })), "failed");
  });
}

async function* tryLookUp(connector: Connector): AsyncGenerator<CheckItem> {
  yield await item("What was never sent is not found", async () =>
    expectState(await ask(() => connector.lookup(lookupOf(newId()))), "not_found"),
  );
}

async function* tryPage(
  connector: Connector,
  hosted: HostedPages,
  currencies: readonly string[],
): AsyncGenerator<CheckItem> {
  const attemptId = newId();
  const [now, money] = [new Date(), moneyIn(currencies)];
  const request = {
    ...{ attemptId, ...money, now, locale: "en", savingMethod: false },
    lines: [{ description: "A try from Counterfoil", amountMinor: money.amountMinor }],
    ...{ merchantName: "Counterfoil", reference: "counterfoil-check", customer: null },
    ...{ returnUrl: "https://example.com/return", cancelUrl: "https://example.com/cancel" },
    expiresAt: new Date(now.getTime() + 30 * MINUTE_MS),
  };
  let url = "";
  yield await item("A page is made", async () => {
    const begun = await ask(() => hosted.begin(request));
    if (begun.state === "redirect") url = begun.url;
    return expectState(begun, "redirect");
  });
  if (!url) return;
  yield await item("The same page is answered again", async () => {
    const again = await ask(() => hosted.begin(request));
    return again.state === "redirect" && again.url === url ? null : "another page was made";
  });
  yield await item("The page is found by our own id", async () =>
    expectState(await ask(() => connector.lookup(lookupOf(attemptId))), "requires_action"),
  );
  yield await item("The page is closed", async () =>
    expectState(await ask(() => hosted.close(lookupOf(attemptId))), "failed"),
  );
}

async function* tryCharge(
  connector: Connector,
  testMethod: () => Promise<string>,
  currencies: readonly string[],
): AsyncGenerator<CheckItem> {
  let token = "";
  yield await item("A test method is made", async () => {
    token = await testMethod();
    return null;
  });
  if (!token) return;
  const now = new Date();
  const attemptId = newId();
  const method = { type: "token", token } as const;
  const request = { attemptId, ...moneyIn(currencies), method, now, startedAt: now };
  const charge = () => ask(() => connector.charge({ ...request, offSession: true, savingMethod: false }));
  let reference: string | null = null;
  yield await item("The test method is charged", async () => {
    const charged = await charge();
    if (charged.state === "succeeded") reference = charged.providerReference;
    return expectState(charged, "succeeded");
  });
  if (!reference) return;
  const chargeReference: string = reference;
  yield await item("Charged again under the same id it is the same charge", async () => {
    const again = await charge();
    return again.state === "succeeded" && again.providerReference === reference ? null : "it was another one";
  });
  yield await item("The charge is found by our own id", async () =>
    expectState(await ask(() => connector.lookup({ ...lookupOf(attemptId), method })), "succeeded"),
  );
  const { amountMinor, currency } = request;
  yield await item("The charge is given back", async () =>
    expectState(
      await ask(() => connector.refund({ attemptId: newId(), chargeReference, amountMinor, currency, now })),
      "succeeded",
    ),
  );
}

async function* tryEvents(connector: Connector): AsyncGenerator<CheckItem> {
  yield await item("Events are listed, and the latest can be looked into", async () => {
    const { events } = await connector.events.since({ cursor: null, now: new Date() });
    const facts: ProviderFact[] = [];
    for (const event of events.slice(-EVENTS_LOOKED_INTO))
      facts.push(...(await connector.events.facts(event)));
    return null;
  });
}

/** `ask` says what is wrong, or null. */
async function item(what: string, ask: () => Promise<string | null>): Promise<CheckItem> {
  try {
    const wrong = await ask();
    return wrong === null ? { what, state: "passed", detail: "" } : { what, state: "failed", detail: wrong };
  } catch (err) {
    return { what, state: "failed", detail: redactText(err instanceof Error ? err.message : "no answer") };
  }
}

function expectState(outcome: { state: string; raw?: unknown }, state: string): string | null {
  return outcome.state === state
    ? null
    : `it was answered ${outcome.state} ${JSON.stringify(outcome.raw ?? "")}`;
}

function lookupOf(attemptId: string): LookupRequest {
  const now = new Date();
  const known = { providerReference: null, chargeReference: null, method: null };
  return { attemptId, operation: "charge", ...known, startedAt: new Date(now.getTime() - HOUR_MS), now };
}

/** Five units of a currency that the account takes. */
function moneyIn(currencies: readonly string[]) {
  const currency = currencies.find((each) => each === "EUR") ?? currencies[0] ?? "EUR";
  return { currency, amountMinor: 5n * 10n ** BigInt(exponentOf(currency)) };
}
