import { AddAdjustment } from "@/app/(console)/payments/[id]/_adjustments/add-adjustment";
import type { PaymentView } from "@/app/(console)/payments/[id]/_detail/payment-view";
import { Card, CardHeader } from "@/components/ui/card";
import { IntentLink } from "@/components/ui/intent-link";
import { HistoryLineItem } from "./history-line-item";

/** What happened, by whom and when, latest first and each fact once; what was sent and received is one press away. */
export function History({ view }: { view: PaymentView }) {
  const { history, facts, id, offer } = view;
  const { lines, more } = history;
  return (
    <Card>
      <CardHeader
        title="What happened"
        description="Each thing once, latest first, with who and when"
        actions={<AddAdjustment id={id} currency={facts.currency} offer={offer} />}
      />
      <ol aria-label="History, latest first" className="px-4 pb-4">
        {lines.map((entry, index) => (
          <HistoryLineItem key={entry.key} entry={entry} facts={facts} last={index === lines.length - 1} />
        ))}
      </ol>
      {more.length > 0 && (
        <p className="flex flex-wrap gap-x-4 border-t px-4 py-3 text-xs">
          {more.map(({ href, label }) => (
            <IntentLink key={href} href={href} className="text-primary hover:underline">
              {label}
            </IntentLink>
          ))}
        </p>
      )}
    </Card>
  );
}
