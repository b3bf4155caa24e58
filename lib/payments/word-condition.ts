import { containing } from "@/lib/text/search-key";
import { type WordFound, wholePattern } from "./look-up-words";

/** Puts a value among a statement's and gives the SQL that names it. */
export type SqlValue = (given: unknown) => string;

const NONE = "{}";
/** Keeps PostgreSQL from gathering all that a word names before the first row is read: few rows are. */
const PER_ROW = "OFFSET 0";

/** A word as a condition over `payment p`. One that finds few payments is these; any other is asked of each row read. */
export function wordCondition(found: WordFound, value: SqlValue): string {
  if (found.foundIds !== null) return `p.id = ANY (${value(found.foundIds)}::uuid[])`;
  return `(${[
    ...textConditions(found, value),
    ...cardConditions(found, value),
    ...amountConditions(found, value),
    ...customerConditions(found, value),
    ...policyConditions(found, value),
    ...referralConditions(found, value),
    ...accountConditions(found, value),
    ...paymentConditions(found, value),
  ].join(" OR ")})`;
}

function textConditions({ word }: WordFound, value: SqlValue): string[] {
  const whole = wholePattern(word);
  // Not as the index has it: nearly all rows would be gathered to find the first page of them.
  const likes = word.parts.map((part) => `p.search || '' LIKE ${value(containing(part))}`);
  if (whole) likes.push(`p.search ~ ${value(whole)}`);
  return likes.length > 0 ? [`(${likes.join(" AND ")})`] : ["false"];
}

function cardConditions({ word: { last4 } }: WordFound, value: SqlValue): string[] {
  return last4 ? [`p.card_last4 = ${value(last4)}`] : [];
}

function amountConditions({ word: { amounts } }: WordFound, value: SqlValue): string[] {
  return amounts.map(({ decimal, currencies }) => {
    const equal = `p.initial_amount_minor = ${value(decimal)}::numeric * 10::numeric ^ p.precision`;
    return currencies ? `(${equal} AND p.currency = ANY (${value(currencies)}::text[]))` : equal;
  });
}

function customerConditions({ word, customerIds }: WordFound, value: SqlValue): string[] {
  if (customerIds === NONE) return [];
  if (customerIds !== null) return [`p.customer_id = ANY (${value(customerIds)}::uuid[])`];
  return namesOf(
    word,
    value,
    (like) => `(p.customer_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM customer c WHERE c.id = p.customer_id
      AND (${like("search_key(c.name)")} OR ${like("search_key(c.email)")} OR ${like("search_key(c.external_id)")})))`,
  );
}

function policyConditions({ word, policyIds, methodIds }: WordFound, value: SqlValue): string[] {
  const of = (which: string) => `(p.kind = 'policy' AND EXISTS (
    SELECT 1 FROM policy_payment y WHERE y.payment_id = p.id AND ${which} ${PER_ROW}))`;
  const policies =
    policyIds === NONE
      ? []
      : policyIds !== null
        ? [of(`y.policy_id = ANY (${value(policyIds)}::uuid[])`)]
        : namesOf(word, value, (like) =>
            of(`EXISTS (
            SELECT 1 FROM policy o JOIN policyholder h ON h.id = o.policyholder_id
            WHERE o.id = y.policy_id AND (${like("o.search")} OR ${like("h.search")}))`),
          );
  if (methodIds === NONE) return policies;
  const methods = methodIds
    ? `y.payment_method_id = ANY (${value(methodIds)}::uuid[])`
    : `EXISTS (SELECT 1 FROM policy_payment_method m WHERE m.id = y.payment_method_id AND m.last4 = ${value(word.last4)})`;
  return [...policies, of(methods)];
}

function referralConditions({ word, referralIds }: WordFound, value: SqlValue): string[] {
  if (referralIds === NONE) return [];
  const of = (which: string) => `(p.kind = 'referral' AND EXISTS (
    SELECT 1 FROM referral_payment f WHERE f.payment_id = p.id AND ${which} ${PER_ROW}))`;
  if (referralIds !== null) return [of(`f.referral_id = ANY (${value(referralIds)}::uuid[])`)];
  return namesOf(word, value, (like) =>
    of(`EXISTS (
    SELECT 1 FROM referral r JOIN partnership s ON s.id = r.partnership_id JOIN partner a ON a.id = s.partner_id
    WHERE r.id = f.referral_id AND (${like("search_key(r.uid)")} OR ${like("search_key(r.email)")}
      OR ${like("search_key(a.name)")} OR ${like("search_key(a.email)")} OR ${like("search_key(a.slug)")}))`),
  );
}

function accountConditions({ word, accountIds }: WordFound, value: SqlValue): string[] {
  if (accountIds === NONE) return [];
  const of = (which: string) => `(p.kind = 'connected' AND EXISTS (
    SELECT 1 FROM connected_payment n WHERE n.payment_id = p.id AND ${which} ${PER_ROW}))`;
  if (accountIds !== null) {
    const ids = `${value(accountIds)}::text[]`;
    return [of(`(n.source_account_id = ANY (${ids}) OR n.destination_account_id = ANY (${ids}))`)];
  }
  return namesOf(word, value, (like) =>
    of(`EXISTS (
    SELECT 1 FROM connected_account a JOIN connector k ON k.id = a.connector_id
    WHERE connected_account_id(k.provider, k.reference, a.reference) IN (n.source_account_id, n.destination_account_id)
      AND ${like("account_words(a.name, a.reference, a.metadata)")})`),
  );
}

function paymentConditions({ word, paymentIds }: WordFound, value: SqlValue): string[] {
  if (paymentIds === NONE) return [];
  const owner = word.id
    ? [`p.merchant_id = ${value(word.id)}::uuid`, `p.connector_id = ${value(word.id)}::uuid`]
    : [];
  if (paymentIds !== null) return [`p.id = ANY (${value(paymentIds)}::uuid[])`, ...owner];
  // Nothing but a card is in so many attempts.
  const { last4 } = word;
  const attempts = last4
    ? [`EXISTS (SELECT 1 FROM attempt t WHERE t.payment_id = p.id AND t.card_last4 = ${value(last4)})`]
    : [];
  return [...attempts, ...owner];
}

function namesOf(
  word: WordFound["word"],
  value: SqlValue,
  condition: (like: (text: string) => string) => string,
): string[] {
  if (word.parts.length === 0) return [];
  const whole = wholePattern(word);
  const fits = word.parts.map((part) => `LIKE ${value(containing(part))}`);
  if (whole) fits.push(`~ ${value(whole)}`);
  return [condition((text) => `(${fits.map((each) => `${text} ${each}`).join(" AND ")})`)];
}
