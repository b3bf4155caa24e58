import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { RefusedItemLine } from "@/lib/policies/payments/list-refused-items";

/** What programs sent in bulk and could not be done, and why; nothing while everything could. */
export function RefusedItems({ lines }: { lines: readonly RefusedItemLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Card className="mt-4">
      <CardHeader
        title="Refused in bulk"
        description="Items of async calls in the last week that were not done"
      />
      <CardBody>
        <ul className="grid gap-2">
          {lines.map(({ requestId, operation, finishedAt, item, errors }) => (
            <li key={`${requestId}/${item}`} className="grid gap-0.5">
              <span>{errors.map(({ message }) => message).join("; ")}</span>
              <span className="text-muted-foreground text-xs">
                async-{operation}, {item < 0 ? "the whole request" : `item ${item}`} ·{" "}
                <Time at={finishedAt} />
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
