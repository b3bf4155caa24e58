import { MetadataEditor } from "@/app/(console)/payments/[id]/_adjustments/metadata-editor";
import { ReferralCard } from "@/app/(console)/payments/[id]/referral-card";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PaymentLinkCard } from "./link-card";
import type { PaymentView } from "./payment-view";
import { UnansweredCard } from "./unanswered-card";

/** What goes with a payment: its link, what was sold, and the merchant's own notes on it. */
export function SideCards({ view }: { view: PaymentView }) {
  const { id, referral, link, metadata, facts } = view;
  const noted = metadata.editable || Object.keys(metadata.values).length > 0;
  return (
    <div className="grid grid-cols-1 content-start gap-4">
      {view.unanswered.map((attempt) => (
        <UnansweredCard key={attempt.attemptId} attempt={attempt} money={facts} mayAsk={view.mayAsk} />
      ))}
      {referral && <ReferralCard found={referral} />}
      {link && <PaymentLinkCard id={id} link={link} facts={facts} />}
      {noted && (
        <Card>
          <CardHeader title="Metadata" />
          <CardBody>
            <MetadataEditor id={id} metadata={metadata.values} editable={metadata.editable} />
          </CardBody>
        </Card>
      )}
    </div>
  );
}
