import { CircleHelpIcon } from "@/components/ui/icons";
import { Outcome } from "./outcome";
import { PageFrame } from "./page-frame";

/** What an address shows whose token opens nothing. */
export function UnknownLink({ title }: { title: string }) {
  return (
    <PageFrame testMode={false}>
      <div className="mx-auto w-full max-w-md rounded-xl border bg-card p-6 shadow-raised sm:p-8">
        <Outcome icon={CircleHelpIcon} tone="quiet" title={title}>
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
