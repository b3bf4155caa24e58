import { checkItem } from "../check-item";
import type { CheckItem, ConnectionCheck } from "../provider";
import type { GoCardless } from "./client";
import { CURRENCIES } from "./currencies";
import { certainRefusal } from "./decline";
import type { Kind, Of } from "./objects";

/** What a token has to be allowed, each by a list that changes nothing. */
const ASKED: readonly [string, Kind][] = [
  ["Mandate requests", "billing_requests"],
  ["Mandates", "mandates"],
  ["Payments", "payments"],
  ["Payouts", "payouts"],
  ["Events", "events"],
];

/** Asks GoCardless whose account a token is, and whether it may read what a connection needs. */
export async function checkGoCardless(gocardless: GoCardless): Promise<ConnectionCheck> {
  let creditors: Of<"creditors">[] = [];
  const first = await item("Account", async () => {
    creditors = (await gocardless.list("creditors")).items;
  });
  const [creditor] = creditors;
  if (first.state !== "passed" || !creditor)
    return { account: null, currencies: [], items: [first.state === "passed" ? NO_CREDITOR : first] };
  const items = [creditors.length > 1 ? SEVERAL_CREDITORS : first, verification(creditor), refunds(creditor)];
  for (const [what, kind] of ASKED) items.push(await item(what, () => gocardless.list(kind, { limit: "1" })));
  const { id, name } = creditor;
  return { account: { reference: id, name }, currencies: currenciesOf(creditor), items: [...items, WRITING] };
}

const NO_CREDITOR: CheckItem = {
  what: "Account",
  state: "failed",
  detail: "There is no creditor in this GoCardless account yet. Finish its set-up at GoCardless.",
};

const SEVERAL_CREDITORS: CheckItem = {
  what: "Account",
  state: "failed",
  detail: "This token is for several creditors. Counterfoil needs an account with one.",
};

// The one way to ask is to make something.
const WRITING: CheckItem = {
  what: "Permission to write",
  state: "not_known",
  detail: "Choose read-write access for the token: with a read-only one every collection is refused.",
};

function verification({ verification_status }: Of<"creditors">): CheckItem {
  const what = "Verification";
  if (verification_status === "successful")
    return { what, state: "passed", detail: "GoCardless has verified the account." };
  const detail =
    verification_status === "in_review"
      ? "GoCardless is reviewing the account, and pays nothing out until it is done."
      : "GoCardless asks for more about the account, and pays nothing out before it has it.";
  return { what, state: "not_known", detail };
}

function refunds({ can_create_refunds }: Of<"creditors">): CheckItem {
  const what = "Refunds";
  if (can_create_refunds) return { what, state: "passed", detail: "The account may make refunds." };
  const detail = "Refunds are off for the account, and are refused. Ask GoCardless to turn them on.";
  return { what, state: "not_known", detail };
}

function currenciesOf({ scheme_identifiers }: Of<"creditors">): string[] {
  const own = (scheme_identifiers ?? []).map(({ currency }) => currency ?? "");
  return [...CURRENCIES].filter((each) => own.includes(each));
}

const item = (what: string, ask: () => Promise<unknown>) =>
  checkItem("GoCardless", what, ask, (err) => certainRefusal(err) !== null);
