import { Badge, type Tone } from "@/components/ui/badge";
import {
  BanIcon,
  CheckIcon,
  CircleCheckIcon,
  CircleDashedIcon,
  CircleXIcon,
  HourglassIcon,
  type Icon,
  LockIcon,
  UndoIcon,
} from "@/components/ui/icons";
import type {
  CommissionShelf,
  CommissionState,
  PartnershipState,
  ReferralState,
} from "@/lib/referrals/referrals/states";

type State = ReferralState | PartnershipState | CommissionState;

interface Look {
  label: string;
  tone: Tone;
  icon: Icon;
}

const LOOKS: Record<State, Look> = {
  clicked: { label: "Clicked", tone: "neutral", icon: CircleDashedIcon },
  converted: { label: "Converted", tone: "notice", icon: CircleDashedIcon },
  paid: { label: "Paid", tone: "positive", icon: CircleCheckIcon },
  churned: { label: "Churned", tone: "caution", icon: UndoIcon },
  rejected: { label: "Rejected", tone: "negative", icon: CircleXIcon },
  expired: { label: "Expired", tone: "neutral", icon: HourglassIcon },
  pending: { label: "Pending", tone: "notice", icon: HourglassIcon },
  accepted: { label: "Accepted", tone: "positive", icon: CheckIcon },
  declined: { label: "Declined", tone: "neutral", icon: BanIcon },
  terminated: { label: "Terminated", tone: "negative", icon: BanIcon },
  approved: { label: "Approved", tone: "positive", icon: CheckIcon },
};

/** Where a referral, a partnership or a commission stands. A paid commission is locked, and looks it. */
export function StateBadge({ state, locked = false }: { state: State; locked?: boolean }) {
  const { label, tone, icon } = LOOKS[state];
  return (
    <Badge tone={tone} icon={locked ? LockIcon : icon}>
      {label}
    </Badge>
  );
}

const SHELF_LABELS: Record<CommissionShelf, string> = {
  payable: "To be paid out",
  dispute_lost: "Dispute lost",
};

/** A state, or what some of those in a state wait for, as a list is narrowed to it. */
export function stateLabel(state: State | CommissionShelf): string {
  return state in SHELF_LABELS ? SHELF_LABELS[state as CommissionShelf] : LOOKS[state as State].label;
}
