import { PaymentAmount } from "@/components/payments/payment-amount";
import { StatusBadge } from "@/components/payments/status-badge";
import { doorWords } from "@/components/requests/door-words";
import { RequestStatus } from "@/components/requests/request-status";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { IntentLink } from "@/components/ui/intent-link";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { directionOf } from "@/lib/payments/category";
import type { KeyRole } from "@/lib/requests/inspect-key";
import type { KeyPayment } from "@/lib/requests/payments-of-key";
import { DifferencesTable } from "./differences-table";
import type { KeyUseView } from "./key-query";

/** What was done with a key in one door and merchant: what it made, the first request, and each that came after. */
export function KeyUseCard({ use }: { use: KeyUseView }) {
  const { door, merchantName, payments, requests } = use;
  return (
    <Card>
      <CardHeader title={doorWords(door)} description={merchantName ?? "No merchant"} />
      <CardBody className="grid gap-4">
        {payments.length === 0 ? (
          <p className="text-muted-foreground text-xs">It made no payment.</p>
        ) : (
          <ul aria-label="Payments it made" className="grid gap-2">
            {payments.map((payment) => (
              <Payment key={payment.id} payment={payment} />
            ))}
          </ul>
        )}
        {requests.length === 0 ? (
          <p className="text-muted-foreground text-xs">Its requests are older than the log.</p>
        ) : (
          <ol aria-label="Requests, oldest first" className="grid gap-3">
            {requests.map((each) => (
              <Request key={each.request.id} of={each} />
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}

function Payment({ payment }: { payment: KeyPayment }) {
  const { id, status, amountMinor, currency, precision, type, createdAt } = payment;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <IntentLink href={`/payments/${spellId("pay", id)}`} className="text-primary hover:underline">
        <ShortId id={spellId("pay", id)} copies={false} />
      </IntentLink>
      <PaymentAmount
        direction={directionOf(type)}
        amountMinor={amountMinor}
        currency={currency}
        precision={precision}
        className="font-medium"
      />
      <StatusBadge status={status} />
      <span className="text-muted-foreground text-xs">
        <Time at={createdAt} />
      </span>
    </li>
  );
}

const ROLES: Record<KeyRole, { words: string; tone: Tone }> = {
  first: { words: "First", tone: "positive" },
  replay: { words: "Replay", tone: "notice" },
  refused: { words: "Refused", tone: "caution" },
  refund: { words: "Refund by this key", tone: "returned" },
};

function Request({
  of: { request, role, sent, answered, notCompared },
}: {
  of: KeyUseView["requests"][number];
}) {
  const { words, tone } = ROLES[role];
  return (
    <li className="grid gap-2 rounded-md border p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone}>{words}</Badge>
        <RequestStatus status={request.status} />
        <IntentLink href={`/requests/${request.id}`} className="text-primary hover:underline">
          <ShortId id={request.id} copies={false} />
        </IntentLink>
        <span className="text-muted-foreground text-xs">
          {request.keyLabel ?? "No API key"} · <Time at={request.createdAt} show="full" />
        </span>
      </div>
      {role !== "first" && role !== "refund" && sent.length === 0 && (
        <p className="text-muted-foreground text-xs">
          {notCompared.length > 0 ? "The same was sent, as far as the log keeps it." : "The same was sent."}
        </p>
      )}
      {notCompared.length > 0 && (
        <p className="break-all text-muted-foreground text-xs">
          Not compared, for the log does not keep it: {notCompared.join(", ")}
        </p>
      )}
      {sent.length > 0 && <DifferencesTable name="Sent differently" differences={sent} />}
      {answered.length > 0 && <DifferencesTable name="Answered differently" differences={answered} />}
    </li>
  );
}
