import { expect, it } from "vitest";
import { IDEMPOTENCY_KEY_LENGTH_MAX as CHECKOUT_KEY, REFERENCE_LENGTH_MAX } from "@/lib/checkout/limits";
import { PROVIDER_NAME_CHARACTERS_MAX } from "@/lib/connectors/connector";
import { TEXT_LENGTH_MAX } from "@/lib/policies/fields";
import { IDEMPOTENCY_KEY_LENGTH_MAX, IDENTIFIER_LENGTH_MAX, NAME_LENGTH_MAX } from "@/lib/referrals/fields";
import { KEY_CHARACTERS_MAX } from "@/lib/requests/idempotency-key";
import { EMAIL_CHARACTERS_MAX } from "@/lib/text/email-address";
import { pool } from "./pool";

/** A third of a page: PostgreSQL refuses the row whose B-tree key is longer. */
const KEY_BYTES_MAX = 2_704;
/** The longest of our own words and ids. */
const OURS_BYTES = 64;
const OTHER_COLUMNS_BYTES = 100;
const CHARACTER_BYTES_MAX = 4;

/** What somebody else writes, in characters. A longer text is indexed by `text_key` or by hash. */
const WRITTEN_BY_OTHERS: Record<string, number> = {
  // Only a dispute that a provider told of is answered.
  "attempt.(method #>> '{evidence,disputeReference}'::text[])": PROVIDER_NAME_CHARACTERS_MAX,
  "connection.account_reference": PROVIDER_NAME_CHARACTERS_MAX,
  "connected_account.email_key(btrim(account_email(metadata)))": EMAIL_CHARACTERS_MAX,
  "connected_account.person_key(person_id, account_email(metadata), id)": EMAIL_CHARACTERS_MAX,
  // An account's, with what tells its test payments apart.
  "connector.reference": PROVIDER_NAME_CHARACTERS_MAX + "-test".length,
  "customer.email_key(btrim(email))": EMAIL_CHARACTERS_MAX,
  "customer.external_id": REFERENCE_LENGTH_MAX,
  "customer.person_key(person_id, email, id)": EMAIL_CHARACTERS_MAX,
  "idempotency_record.key": Math.max(CHECKOUT_KEY, IDEMPOTENCY_KEY_LENGTH_MAX),
  "mandate.provider_reference": PROVIDER_NAME_CHARACTERS_MAX,
  "merchant_test_clock_step.key": "key ".length + CHECKOUT_KEY,
  "mirrored_payment.reference": PROVIDER_NAME_CHARACTERS_MAX,
  "partner.slug": NAME_LENGTH_MAX,
  "payment.failure_code": TEXT_LENGTH_MAX,
  "payout_run.idempotency_key": IDEMPOTENCY_KEY_LENGTH_MAX,
  "policyholder.(identification ->> 'number'::text)": TEXT_LENGTH_MAX,
  "policyholder.email_key(btrim(email))": EMAIL_CHARACTERS_MAX,
  "policyholder.person_key(person_id, email, id)": EMAIL_CHARACTERS_MAX,
  "policy.policy_number": TEXT_LENGTH_MAX,
  "policy_idempotency.key": TEXT_LENGTH_MAX,
  "policy_payment.external_reference": TEXT_LENGTH_MAX,
  "provider_event.event_id": PROVIDER_NAME_CHARACTERS_MAX,
  "product_module.key": TEXT_LENGTH_MAX,
  "rate_limit.key": 255,
  "referral.email_key(btrim(email))": IDENTIFIER_LENGTH_MAX,
  "referral.email_key(email)": IDENTIFIER_LENGTH_MAX,
  "referral.person_key(person_id, email, id)": IDENTIFIER_LENGTH_MAX,
  "referral.uid": IDENTIFIER_LENGTH_MAX,
  "request_log.idempotency_key": KEY_CHARACTERS_MAX,
  "subscription.reference": IDENTIFIER_LENGTH_MAX,
  "user.email": EMAIL_CHARACTERS_MAX,
  "verification.identifier": EMAIL_CHARACTERS_MAX,
};

/** Words of ours, and ids that we or a library of ours mint. */
const OURS = new Set(
  `_prisma_migrations.id account.id account.user_id attempt.operation audit_entry.actor_id audit_entry.actor_type
  audit_entry.object_id audit_entry.object_type audit_entry.request_id checkout_link.token commission.currency
  failed_sign_in.user_id known_browser.user_id mandate.link_token attempt.card_last4 attempt.decline_code decline_tally.decline_code money_tally.currency
  policy_payment_method.last4 merchant_test_clock.id merchant_test_clock_step.clock_id
  commission.state connection.provider connector.provider idempotency_record.door outbox.request_id payment.card_last4
  payment.category payment.currency payment.kind payment.last_status payment.scheme payment.stage payment.status payment.type
  payout_line.currency sandbox_event.type sandbox_operation.provider_reference sandbox_operation.parent_reference session.id session.token session.user_id
  state_change.object_type two_factor.id two_factor.secret two_factor.user_id user.id verification.id
  webhook_delivery.subject database_timeline.system_identifier`.split(/\s+/),
);

it("no text that its limit allows is too long for an index, in any script", async () => {
  const tooLong = new Map<string, number>();
  for (const { index, column } of await textKeys()) {
    const characters = WRITTEN_BY_OTHERS[column];
    expect(
      characters !== undefined || OURS.has(column),
      `${index} holds ${column}: say here how long it may be`,
    ).toBe(true);
    const bytes = characters === undefined ? OURS_BYTES : characters * CHARACTER_BYTES_MAX;
    tooLong.set(index, (tooLong.get(index) ?? OTHER_COLUMNS_BYTES) + bytes);
  }
  expect([...tooLong].filter(([, bytes]) => bytes > KEY_BYTES_MAX)).toEqual([]);
});

async function textKeys(): Promise<{ index: string; column: string }[]> {
  const { rows } = await pool().query<{ index: string; column: string }>(`
    SELECT i.relname AS index, t.relname || '.' || pg_get_indexdef(x.indexrelid, a.attnum, true) AS column
    FROM pg_index x
    JOIN pg_class i ON i.oid = x.indexrelid AND i.relnamespace = 'public'::regnamespace
    JOIN pg_am m ON m.oid = i.relam AND m.amname = 'btree'
    JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_attribute a ON a.attrelid = i.oid
    WHERE a.atttypid IN ('text'::regtype, 'varchar'::regtype)
    ORDER BY 1, a.attnum`);
  return rows;
}
