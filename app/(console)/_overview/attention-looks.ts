import {
  BanIcon,
  BuildingIcon,
  CalendarIcon,
  CircleAlertIcon,
  CircleHelpIcon,
  GavelIcon,
  type Icon,
  InboxIcon,
  PlugIcon,
  RetryIcon,
  ScaleIcon,
  ShieldIcon,
  TimerIcon,
  WebhookIcon,
} from "@/components/ui/icons";
import type { AttentionReason } from "@/lib/payments/overview";
import { CARD_LAPSES_DAYS } from "@/lib/policies/enums";
import { MARKED_WITHIN_DAYS } from "@/lib/referrals/payouts/mark-limits";

/** Money that did not go out is told for so many days: what is sent instead and is no retry of it nothing links to it. */
const PAYOUT_FAILED_DAYS = 30;

interface Look {
  icon: Icon;
  one: string;
  many: string;
  advice: string;
  href: string;
}

/** Everything that wants a person, the most urgent first. */
export type WantedFor =
  | AttentionReason
  | "payout_failed"
  | "premium_stuck"
  | "method_blocked"
  | "method_unverified"
  | "method_lapsing"
  | "agreement_unanswered"
  | "link_expiring"
  | "commission_payable"
  | "commission_lost"
  | "payout_unmarked"
  | "import_refused"
  | "card_testing"
  | "provider_told"
  | "endpoint_stopped"
  | "endpoint_failing";

/** How each is told, and the list that shows exactly what is counted. */
export const LOOKS: Record<WantedFor, Look> = {
  dispute: {
    icon: GavelIcon,
    one: "payment is disputed",
    many: "payments are disputed",
    advice: "Answer in time; by when was not told.",
    href: "/payments?status=dispute&sort=respond_by",
  },
  refunded_failure: {
    icon: CircleAlertIcon,
    one: "refund did not arrive",
    many: "refunds did not arrive",
    advice: "Ask the customer for another way to pay them back.",
    href: "/payments?status=refunded_failure",
  },
  payout_failed: {
    icon: CircleAlertIcon,
    one: "payment out has failed",
    many: "payments out have failed",
    advice: `In the last ${PAYOUT_FAILED_DAYS} days: whoever should have the money does not.`,
    href: `/payments?direction=out&status=failed&again=none&range=${PAYOUT_FAILED_DAYS}d`,
  },
  unknown_outcome: {
    icon: CircleHelpIcon,
    one: "payment has had no outcome for an hour",
    many: "payments have had no outcome for an hour",
    advice:
      "Its answer was lost: look at the provider whether it was taken. The payment’s page says by what.",
    href: "/payments?outcome=unknown",
  },
  premium_stuck: {
    icon: RetryIcon,
    one: "failed premium has no retry ahead",
    many: "failed premiums have no retry ahead",
    advice: "Retry it, or agree with the policyholder on another way to pay.",
    href: "/retries?state=stuck",
  },
  method_blocked: {
    icon: BanIcon,
    one: "active policy has a blocked payment method",
    many: "active policies have a blocked payment method",
    advice: "Nothing is collected until it is unblocked or another is chosen.",
    href: "/policies?method=blocked",
  },
  method_unverified: {
    icon: BanIcon,
    one: "active policy has a payment method that is not verified",
    many: "active policies have a payment method that is not verified",
    advice: "What is collected with it fails: verify it, or choose another.",
    href: "/policies?method=unverified",
  },
  method_lapsing: {
    icon: CalendarIcon,
    one: "active policy is paid by a card that has ended or soon does",
    many: "active policies are paid by cards that have ended or soon do",
    advice: `Within ${CARD_LAPSES_DAYS} days: ask for another before the next premium.`,
    href: "/policies?method=lapsing",
  },
  agreement_unanswered: {
    icon: CircleHelpIcon,
    one: "active policy’s agreement to collect has had no answer for an hour",
    many: "active policies’ agreements to collect have had no answer for an hour",
    advice: "Look at the provider whether the payer could agree. The policy’s page says by what.",
    href: "/policies?method=unanswered",
  },
  link_expiring: {
    icon: TimerIcon,
    one: "unpaid link expires within a day",
    many: "unpaid links expire within a day",
    advice: "Remind the customer, or make another link.",
    href: "/checkout-links?show=expiring",
  },
  commission_payable: {
    icon: ScaleIcon,
    one: "commission is approved and not paid out",
    many: "commissions are approved and not paid out",
    advice: "Pay them out under Payouts; what is below a partner’s minimum waits.",
    href: "/commissions?state=payable",
  },
  commission_lost: {
    icon: ScaleIcon,
    one: "commission is approved for a payment lost in a dispute",
    many: "commissions are approved for payments lost in a dispute",
    advice: "No payout takes it: reject it, or leave it until you have decided.",
    href: "/commissions?state=dispute_lost",
  },
  payout_unmarked: {
    icon: BuildingIcon,
    one: "payout has lines that nobody has marked",
    many: "payouts have lines that nobody has marked",
    advice: `Made ${MARKED_WITHIN_DAYS} days ago or earlier: mark what the bank has paid, and what it has not.`,
    href: "/payouts?made=unmarked",
  },
  import_refused: {
    icon: InboxIcon,
    one: "import has refused lines",
    many: "imports have refused lines",
    advice: "Mend the lines and import them again.",
    href: "/connectors/import?show=refused",
  },
  card_testing: {
    icon: ShieldIcon,
    one: "merchant seems to have cards tried on its links",
    many: "merchants seem to have cards tried on their links",
    advice: "Tries are held up; look at who asks for links, and cancel those that nobody should pay.",
    href: "/checkout-links",
  },
  provider_told: {
    icon: PlugIcon,
    one: "provider has told what could not be applied",
    many: "providers have told what could not be applied",
    advice: "It says why: mend that, then apply it again. Until then it is in no payment’s history.",
    href: "/settings/providers?show=failed",
  },
  endpoint_stopped: {
    icon: WebhookIcon,
    one: "webhook endpoint paused itself",
    many: "webhook endpoints paused themselves",
    advice: "Nothing is sent to it until somebody resumes it.",
    href: "/webhooks?show=stopped",
  },
  endpoint_failing: {
    icon: WebhookIcon,
    one: "webhook endpoint is failing",
    many: "webhook endpoints are failing",
    advice: "It pauses itself if it goes on; look at what it answers.",
    href: "/webhooks?show=failing",
  },
};
