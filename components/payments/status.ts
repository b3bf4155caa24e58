import type { Tone } from "@/components/ui/badge";
import {
  AlertIcon,
  BanIcon,
  CircleAlertIcon,
  CircleCheckIcon,
  CircleDashedIcon,
  CircleDotIcon,
  CircleHelpIcon,
  CircleXIcon,
  ClockIcon,
  GavelIcon,
  HourglassIcon,
  type Icon,
  LockIcon,
  RedoIcon,
  ScaleIcon,
  SendIcon,
  ShieldAlertIcon,
  ShieldIcon,
  SlidersIcon,
  UndoIcon,
} from "@/components/ui/icons";

export interface StatusLook {
  label: string;
  tone: Tone;
  icon: Icon;
}

/** One colour, one icon and one word for each status, wherever it is shown. Never colour alone. */
export const STATUS_LOOKS = {
  pending: { label: "Pending", tone: "neutral", icon: ClockIcon },
  submitted: { label: "Submitted", tone: "notice", icon: SendIcon },
  processing: { label: "Processing", tone: "notice", icon: CircleDotIcon },
  succeeded: { label: "Succeeded", tone: "positive", icon: CircleCheckIcon },
  cancelled: { label: "Cancelled", tone: "neutral", icon: BanIcon },
  undone: { label: "Undone", tone: "neutral", icon: BanIcon },
  failed: { label: "Failed", tone: "negative", icon: CircleXIcon },
  expired: { label: "Expired", tone: "neutral", icon: HourglassIcon },
  refunded: { label: "Refunded", tone: "returned", icon: UndoIcon },
  partially_refunded: { label: "Partially refunded", tone: "returned", icon: UndoIcon },
  given_back: { label: "Given back", tone: "returned", icon: UndoIcon },
  refunded_failure: { label: "Refund failed", tone: "negative", icon: CircleAlertIcon },
  refund_reversed: { label: "Refund reversed", tone: "caution", icon: RedoIcon },
  dispute: { label: "Disputed", tone: "caution", icon: GavelIcon },
  dispute_won: { label: "Dispute won", tone: "positive", icon: ScaleIcon },
  dispute_lost: { label: "Dispute lost", tone: "negative", icon: ShieldAlertIcon },
  amount_adjustment: { label: "Amount adjusted", tone: "notice", icon: SlidersIcon },
  authorisation: { label: "Authorised", tone: "notice", icon: LockIcon },
  capture: { label: "Captured", tone: "positive", icon: ShieldIcon },
  capture_failed: { label: "Capture failed", tone: "negative", icon: AlertIcon },
  other: { label: "Other", tone: "neutral", icon: CircleDashedIcon },
  unknown: { label: "Unknown", tone: "caution", icon: CircleHelpIcon },
} as const satisfies Record<string, StatusLook>;

export type StatusName = keyof typeof STATUS_LOOKS;

/** The look of a status as it is stored; what is not in the table is shown as unknown rather than hidden. */
export function statusLook(status: string): StatusLook {
  return Object.hasOwn(STATUS_LOOKS, status) ? STATUS_LOOKS[status as StatusName] : STATUS_LOOKS.unknown;
}
