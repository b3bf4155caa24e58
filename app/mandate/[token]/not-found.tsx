import type { Metadata } from "next";
import { Outcome } from "@/components/checkout/outcome";
import { PageFrame } from "@/components/checkout/page-frame";
import { CircleHelpIcon } from "@/components/ui/icons";

export const metadata: Metadata = { title: { absolute: "Link not found" } };

export default function UnknownLink() {
  return (
    <PageFrame testMode={false}>
      <div className="mx-auto w-full max-w-md rounded-xl border bg-card p-6 shadow-raised sm:p-8">
        <Outcome icon={CircleHelpIcon} tone="quiet" title="This link opens nothing">
          <p>
            Part of the address may be missing. Open the link again from the message it came in, or copy all
            of it.
          </p>
          <p>If it still does not open, ask whoever sent it for a new one.</p>
        </Outcome>
      </div>
    </PageFrame>
  );
}
