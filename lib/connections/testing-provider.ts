import type { Connector } from "@/lib/connectors/connector";
import type { ConnectionCheck, Credentials, Provider } from "@/lib/connectors/provider";
import { sandbox } from "@/lib/connectors/sandbox/sandbox";
import { newId } from "@/lib/ids";
import type { ConnectProvider } from "./schemas";

/** The region of an account that has pages to be paid on, and keeps no agreements. */
export const PAGES_ONLY = "pages";

const nowhere = async () => ({ state: "unknown", raw: {} }) as const;
const pagesOnly: Connector = { ...sandbox, name: "acme", hosted: { begin: nowhere, close: nowhere } };

/**
 * A provider that only tests have, as a parameter of the verbs. Its keys are `test_ACCOUNT_…` and `live_ACCOUNT_…`; `asked`
 * counts how often it was asked, `answer` changes what it says of a key that is well-formed.
 */
export function testingProvider(
  answer: (check: ConnectionCheck, credentials: Credentials) => ConnectionCheck | Promise<ConnectionCheck> = (
    check,
  ) => check,
): { providers: [Provider]; asked: () => number } {
  let asked = 0;
  const provider: Provider = {
    name: "acme",
    label: "Acme Pay",
    credentials: [
      { name: "secretKey", label: "Secret key", hint: "Developers, then API keys." },
      { name: "region", label: "Region", hint: "Two letters." },
    ],
    webhookSecret: { name: "webhookSecret", label: "Signing secret", hint: "Developers, then webhooks." },
    modeOf: ({ secretKey = "" }) => {
      const [mode, account] = secretKey.split("_");
      if ((mode === "test" || mode === "live") && account) return { live: mode === "live" };
      return { problems: { secretKey: `A secret key begins with test_ or live_, not ${secretKey}.` } };
    },
    connect: ({ region }) => (region === PAGES_ONLY ? pagesOnly : sandbox),
    check: async (credentials) => {
      asked += 1;
      const [, account = ""] = credentials.secretKey?.split("_") ?? [];
      return answer(
        {
          account: { reference: `acct_${account}`, name: `Shop ${account}` },
          currencies: ["EUR", "GBP"],
          items: [{ what: "Charges", state: "passed", detail: "The key may make charges." }],
        },
        credentials,
      );
    },
    verify: () => ({ verified: false, status: 400, problem: "Nothing is taken." }),
  };
  return { providers: [provider], asked: () => asked };
}

/** A key of an account that no other test uses. */
export const keyOf = (account = `a${newId().slice(-10)}`, mode: "test" | "live" = "test") =>
  `${mode}_${account}_${newId().replaceAll("-", "")}`;

/** A form that connects an account of its own. */
export function connectionForm(more: Partial<ConnectProvider> = {}): ConnectProvider {
  const credentials = { secretKey: keyOf(), region: "eu" };
  return { id: newId(), provider: "acme", name: "Acme UK", merchantId: null, credentials, ...more };
}
