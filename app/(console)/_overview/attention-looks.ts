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
  one: Told;
  many: Told;
  href: string;
}

/** What there is, after how many, and what to do about it: of one and of several in words of their own. */
interface Told {
  says: string;
  advice: string;
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
    one: { says: "payment is disputed", advice: "Answer in time; by when was not told." },
    many: { says: "payments are disputed", advice: "Answer in time; by when was not told." },
    href: "/payments?dispute=open&sort=respond_by",
  },
  refunded_failure: {
    icon: CircleAlertIcon,
    one: { says: "refund did not arrive", advice: "Ask the customer for another way to pay them back." },
    many: { says: "refunds did not arrive", advice: "Ask the customers for another way to pay them back." },
    href: "/payments?status=refunded_failure",
  },
  payout_failed: {
    icon: CircleAlertIcon,
    one: {
      says: "payment out has failed",
      advice: `In the last ${PAYOUT_FAILED_DAYS} days: whoever should have the money does not.`,
    },
    many: {
      says: "payments out have failed",
      advice: `In the last ${PAYOUT_FAILED_DAYS} days: those who should have the money do not.`,
    },
    href: `/payments?direction=out&status=failed&again=none&range=${PAYOUT_FAILED_DAYS}d`,
  },
  unknown_outcome: {
    icon: CircleHelpIcon,
    one: {
      says: "payment has had no outcome for an hour",
      advice:
        "Its answer was lost: look at the provider whether it was taken. The payment’s page says by what.",
    },
    many: {
      says: "payments have had no outcome for an hour",
      advice:
        "Their answers were lost: look at the provider whether they were taken. Each payment’s page says by what.",
    },
    href: "/payments?outcome=unknown",
  },
  premium_stuck: {
    icon: RetryIcon,
    one: {
      says: "failed premium has no retry ahead",
      advice: "Retry it, or agree with the policyholder on another way to pay.",
    },
    many: {
      says: "failed premiums have no retry ahead",
      advice: "Retry them, or agree with the policyholders on another way to pay.",
    },
    href: "/retries?state=stuck",
  },
  method_blocked: {
    icon: BanIcon,
    one: {
      says: "active policy has a blocked payment method",
      advice: "Nothing is collected until it is unblocked or another is chosen.",
    },
    many: {
      says: "active policies have a blocked payment method",
      advice: "Nothing is collected for those policies until the methods are unblocked or others are chosen.",
    },
    href: "/policies?method=blocked",
  },
  method_unverified: {
    icon: BanIcon,
    one: {
      says: "active policy has a payment method that is not verified",
      advice: "What is collected with it fails: verify it, or choose another.",
    },
    many: {
      says: "active policies have a payment method that is not verified",
      advice: "What is collected with such methods fails: verify them, or choose others.",
    },
    href: "/policies?method=unverified",
  },
  method_lapsing: {
    icon: CalendarIcon,
    one: {
      says: "active policy is paid by a card that has ended or soon does",
      advice: `Within ${CARD_LAPSES_DAYS} days: ask for another before the next premium.`,
    },
    many: {
      says: "active policies are paid by cards that have ended or soon do",
      advice: `Within ${CARD_LAPSES_DAYS} days: ask for others before the next premiums.`,
    },
    href: "/policies?method=lapsing",
  },
  agreement_unanswered: {
    icon: CircleHelpIcon,
    one: {
      says: "active policy’s agreement to collect has had no answer for an hour",
      advice: "Look at the provider whether the payer could agree. The policy’s page says by what.",
    },
    many: {
      says: "active policies’ agreements to collect have had no answer for an hour",
      advice: "Look at the provider whether the payers could agree. Each policy’s page says by what.",
    },
    href: "/policies?method=unanswered",
  },
  link_expiring: {
    icon: TimerIcon,
    one: { says: "unpaid link expires within a day", advice: "Remind the customer, or make another link." },
    many: { says: "unpaid links expire within a day", advice: "Remind the customers, or make other links." },
    href: "/checkout-links?show=expiring",
  },
  commission_payable: {
    icon: ScaleIcon,
    one: {
      says: "commission is approved and not paid out",
      advice: "Pay it out under Payouts; what is below a partner’s minimum waits.",
    },
    many: {
      says: "commissions are approved and not paid out",
      advice: "Pay them out under Payouts; what is below a partner’s minimum waits.",
    },
    href: "/commissions?state=payable",
  },
  commission_lost: {
    icon: ScaleIcon,
    one: {
      says: "commission is approved for a payment lost in a dispute",
      advice: "No payout takes it: reject it, or leave it until you have decided.",
    },
    many: {
      says: "commissions are approved for payments lost in a dispute",
      advice: "No payout takes them: reject them, or leave them until you have decided.",
    },
    href: "/commissions?state=dispute_lost",
  },
  payout_unmarked: {
    icon: BuildingIcon,
    one: {
      says: "payout has lines that nobody has marked",
      advice: `Made ${MARKED_WITHIN_DAYS} days ago or earlier: mark what the bank has paid, and what not.`,
    },
    many: {
      says: "payouts have lines that nobody has marked",
      advice: `Made ${MARKED_WITHIN_DAYS} days ago or earlier: mark what the bank has paid, and what not.`,
    },
    href: "/payouts?made=unmarked",
  },
  import_refused: {
    icon: InboxIcon,
    one: { says: "import has refused lines", advice: "Mend the lines and import them again." },
    many: { says: "imports have refused lines", advice: "Mend the lines and import them again." },
    href: "/connectors/import?show=refused",
  },
  card_testing: {
    icon: ShieldIcon,
    one: {
      says: "merchant seems to have cards tried on its links",
      advice: "Tries are held up; look at who asks for links, and cancel those that nobody should pay.",
    },
    many: {
      says: "merchants seem to have cards tried on their links",
      advice: "Tries are held up; look at who asks for links, and cancel those that nobody should pay.",
    },
    href: "/checkout-links",
  },
  provider_told: {
    icon: PlugIcon,
    one: {
      says: "provider has told what could not be applied",
      advice: "It says why: mend that, then apply it again. Until then it is in no payment’s history.",
    },
    many: {
      says: "providers have told what could not be applied",
      advice:
        "Each says why: mend that, then apply again what was told. Until then no payment’s history has that.",
    },
    href: "/settings/providers?show=failed",
  },
  endpoint_stopped: {
    icon: WebhookIcon,
    one: {
      says: "webhook endpoint paused itself",
      advice: "Nothing is sent to it until somebody resumes it.",
    },
    many: {
      says: "webhook endpoints paused themselves",
      advice: "Nothing is sent to them until somebody resumes them.",
    },
    href: "/webhooks?show=stopped",
  },
  endpoint_failing: {
    icon: WebhookIcon,
    one: {
      says: "webhook endpoint is failing",
      advice: "It pauses itself if this goes on; look at what it answers.",
    },
    many: {
      says: "webhook endpoints are failing",
      advice: "They pause themselves if this goes on; look at what they answer.",
    },
    href: "/webhooks?show=failing",
  },
};
