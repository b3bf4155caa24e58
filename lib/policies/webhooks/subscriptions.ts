/**
 * What the original calls the events of a webhook, each with our event types, or why it is never sent. Exhaustive: every
 * name the original has stands in one of the two. In the order of our catalogue.
 */
const TYPES_OF = {
  payment_succeeded: ["payment.succeeded"],
  payment_failed: ["payment.failed"],
  payment_updates_failed: ["payment.async_create_refused", "payment.async_update_refused"],
  policyholder_created: ["policyholder.created"],
  policyholder_updated: ["policyholder.updated"],
  policy_activated: ["policy.activated"],
  policy_reactivated: ["policy.reactivated"],
  policy_lapsed: ["policy.lapsed"],
  policy_cancelled: ["policy.cancelled"],
  policy_expired: ["policy.expired"],
  policy_not_taken_up: ["policy.not_taken_up"],
  policy_updated: ["policy.updated"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PolicySubscription = keyof typeof TYPES_OF;
export const SUBSCRIPTIONS = Object.keys(TYPES_OF) as PolicySubscription[];

const ELSEWHERE = "is of something that is kept elsewhere";
const NEVER_HAPPENS = "never happens: all of a call's policies change, or none does";

const NOT_SENT: ReadonlyMap<string, string> = new Map([
  ["payment_reversed", "is sent as payment_succeeded, whose type says that it is a reversal"],
  [
    "payment_updates_succeeded",
    "is sent as what became of each payment: payment_succeeded or payment_failed",
  ],
  ["payment_method_assigned", "is no event here: read the policy"],
  ["policy_cancel_failed", NEVER_HAPPENS],
  ["policy_lapse_failed", NEVER_HAPPENS],
  ["policy_issued", "is no event here: the answer of POST /policies says it"],
  ...[
    ...["policy_requoted", "policy_beneficiaries_updated", "policy_covered_people_updated"],
    ...["policy_alteration_package_applied", "quote_package_created"],
    ...["application_created", "application_updated"],
    ...["claim_opened", "claim_sent_to_review", "claim_approved", "claim_repudiated", "claim_paid_out"],
    ...["claim_linked_to_policy", "claim_approval_acknowledged", "claim_approval_not_acknowledged"],
    ...["claim_goodwill", "claim_goodwill_acknowledged", "claim_goodwill_not_acknowledged"],
    ...["claim_no_claim", "claim_no_claim_acknowledged", "claim_no_claim_not_acknowledged"],
    ...["claim_repudiation_acknowledged", "claim_repudiation_not_acknowledged"],
    ...["claim_checklist_item_checked", "claim_checklist_item_note_created"],
    ...["claim_fulfilled", "claim_fulfillment_requested", "claim_reopened", "claim_updated"],
    ...["claimant_updated", "complaint_opened", "notification_created", "notification_sent"],
    ...["text_note_created", "attachment_created", "attachment_archived"],
  ].map((name) => [name, ELSEWHERE] as const),
]);

/** What the original names and nothing here sends. */
export const NEVER_SENT = [...NOT_SENT.keys()];

/** Why a webhook cannot ask for it, after its name; null where it can. */
export function subscriptionRefusal(name: string): string | null {
  if (Object.hasOwn(TYPES_OF, name)) return null;
  return NOT_SENT.get(name) ?? `must be one of [${SUBSCRIPTIONS.join(", ")}]`;
}

/** The event types of some subscriptions, in the catalogue's order, each once. */
export function eventTypesOf(subscriptions: readonly PolicySubscription[]): string[] {
  return SUBSCRIPTIONS.filter((name) => subscriptions.includes(name)).flatMap((name) => TYPES_OF[name]);
}

/** What a ping is called where it is listed. It goes to the webhook that was pinged, whatever that asked for. */
export const PING = "webhook_ping";
const PING_TYPE = "webhook.test";

const NAME_OF: ReadonlyMap<string, PolicySubscription | typeof PING> = new Map([
  ...SUBSCRIPTIONS.flatMap((name) => TYPES_OF[name].map((type) => [type, name] as const)),
  [PING_TYPE, PING] as const,
]);

/** Every event type this door has a name for, that of a ping too. */
export const NAMED_TYPES: readonly string[] = [...NAME_OF.keys()];

/** The name of an event type; null for one that this door has none for. */
export function subscriptionNameOf(type: string): PolicySubscription | typeof PING | null {
  return NAME_OF.get(type) ?? null;
}

/** The subscriptions behind an endpoint's event types; null is every type. What this door has no name for is left out. */
export function subscriptionsOf(eventTypes: readonly string[] | null): PolicySubscription[] {
  return SUBSCRIPTIONS.filter(
    (name) => eventTypes === null || TYPES_OF[name].some((type) => eventTypes.includes(type)),
  );
}
