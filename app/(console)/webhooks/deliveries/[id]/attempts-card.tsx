import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { CircleCheckIcon, CircleXIcon, SendIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { Time } from "@/components/ui/time";
import type { Delivery } from "@/lib/webhooks/deliveries/delivery";
import type { DeliveryAttempt } from "@/lib/webhooks/deliveries/get-delivery";
import { OUTCOME_WORDS } from "@/lib/webhooks/deliveries/outcomes";
import { ATTEMPTS_SHOWN_MAX } from "@/lib/webhooks/limits";

/** Every time it was sent, latest first, and when it is sent next; each leads to what was sent and answered. */
export function AttemptsCard({
  delivery,
  attempts,
  shown,
  href,
}: {
  delivery: Delivery;
  attempts: readonly DeliveryAttempt[];
  shown: number | null;
  href: string;
}) {
  return (
    <Card>
      <CardHeader
        title="Attempts"
        description={
          delivery.attempts > ATTEMPTS_SHOWN_MAX
            ? `The latest ${ATTEMPTS_SHOWN_MAX} of ${delivery.attempts}`
            : undefined
        }
      />
      <CardBody>
        <ol className="grid gap-0.5">
          <Next delivery={delivery} />
          {attempts.map((attempt) => (
            <li key={attempt.number}>
              <IntentLink
                href={`${href}?attempt=${attempt.number}`}
                scroll={false}
                aria-current={attempt.number === shown ? "true" : undefined}
                className="-mx-2 flex gap-x-3 rounded-md px-2 py-1.5 hover:bg-hover aria-[current]:bg-primary-surface"
              >
                <span className="figures w-5 text-muted-foreground">{attempt.number}</span>
                <span className="grid flex-1 gap-0.5">
                  <span className="flex flex-wrap items-center gap-x-2">
                    <AttemptOutcome attempt={attempt} />
                  </span>
                  <span className="figures text-muted-foreground text-xs">
                    <Time at={attempt.startedAt} show="full" />
                    {attempt.durationMs !== null && (
                      <>
                        {" "}
                        · <Count value={attempt.durationMs} /> ms
                      </>
                    )}
                  </span>
                </span>
              </IntentLink>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

function AttemptOutcome({ attempt: { outcome, statusCode } }: { attempt: DeliveryAttempt }) {
  if (!outcome) {
    return (
      <Badge tone="notice" icon={SendIcon}>
        Under way
      </Badge>
    );
  }
  const good = outcome === "delivered";
  return (
    <>
      <Badge tone={good ? "positive" : "negative"} icon={good ? CircleCheckIcon : CircleXIcon}>
        {OUTCOME_WORDS[outcome].label}
      </Badge>
      {statusCode !== null && statusCode > 0 && <span className="figures">{statusCode}</span>}
    </>
  );
}

function Next({ delivery: { nextAttemptAt, endpointState, sending, attempts } }: { delivery: Delivery }) {
  if (!nextAttemptAt || sending || (endpointState !== "active" && endpointState !== "paused")) return null;
  return (
    <li className="flex gap-x-3 py-1.5 text-muted-foreground">
      <span className="figures w-5">{attempts + 1}</span>
      <span className="grid gap-0.5">
        {endpointState === "paused" ? "Waits until the endpoint is resumed" : "Next attempt"}
        {endpointState === "active" && <Time at={nextAttemptAt} show="full" className="text-xs" />}
      </span>
    </li>
  );
}
