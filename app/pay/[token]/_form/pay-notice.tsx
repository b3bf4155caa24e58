import type { ReactNode } from "react";
import type { Already, Gone } from "@/app/pay/addresses";
import { triesLeftText } from "@/components/checkout/submit-answer";
import { AlertIcon, CircleXIcon, RefreshIcon } from "@/components/ui/icons";

/** What the customer has to know before the next try. */
export type Notice =
  | { kind: "declined"; message: string; triesLeft: number }
  /** Sent, and no answer came: only the server knows what became of it. */
  | { kind: "lost" }
  /** Sent, and turned away before anything was done with it. */
  | { kind: "refused" }
  /** Sent from a page that was overtaken, and turned away before anybody was asked for money. */
  | { kind: "gone"; gone: Gone }
  /** Sent once it had been paid, by somebody else or by the same card. */
  | { kind: "already"; card: Already }
  /** Too many cards were declined: the browser has to work first, and this one cannot. */
  | { kind: "proof_required" }
  /** Too many cards were declined: none is tried for so long. */
  | { kind: "wait"; minutes: number }
  /** A fault of ours; the page that shows this has seen that nothing was taken. */
  | { kind: "fault" };

/** Read out when it appears, so it is there from the start, empty. */
export function PayNotice({ notice }: { notice: Notice | null }) {
  return (
    <div role="alert" className="empty:hidden">
      {notice && <NoticeText notice={notice} />}
    </div>
  );
}

function NoticeText({ notice }: { notice: Notice }) {
  switch (notice.kind) {
    case "declined":
      return (
        <Box
          tone="bg-negative-surface text-negative"
          icon={<CircleXIcon className="mt-0.5 size-4 shrink-0" />}
        >
          <p className="font-medium">{notice.message}</p>
          <p className="mt-1">Nothing was taken. {triesLeftText(notice.triesLeft)}</p>
        </Box>
      );
    case "lost":
      return (
        <Box tone="bg-caution-surface text-caution" icon={<RefreshIcon className="mt-0.5 size-4 shrink-0" />}>
          <p className="font-medium">No answer came back</p>
          <p className="mt-1">
            We cannot say from here whether this was paid.{" "}
            <a href="?" className="font-medium underline underline-offset-2">
              Look how it stands
            </a>
            : looking never charges you.
          </p>
        </Box>
      );
    case "refused":
      return (
        <Caution title="This was not accepted, and nothing was charged">
          It was not sent from this page's own address. Open the link again from the message it came in; if
          that does not help, tell whoever sent it.
        </Caution>
      );
    case "gone":
      return <Caution title={GONE_WORDS[notice.gone].title}>{GONE_WORDS[notice.gone].next}</Caution>;
    case "already":
      return (
        <Caution title="This was paid already">
          {notice.card === "other"
            ? "Nothing was charged to the card you used just now. Below is the receipt of the payment before."
            : "Nothing was charged a second time."}
        </Caution>
      );
    case "proof_required":
      return (
        <Caution title="Nothing was charged: your browser has to be checked first">
          Many cards were declined lately, so this page makes the browser work for a moment before the next.
          It needs scripts and a secure connection for that: turn JavaScript on and open the link again, use
          another browser, or come back in an hour.
        </Caution>
      );
    case "wait":
      return (
        <Caution title="Nothing was charged: too many cards were declined">
          To protect cards, none is tried from here for another{" "}
          {notice.minutes === 1 ? "minute" : `${notice.minutes} minutes`}. Come back then, or ask whoever sent
          the link for another way to pay.
        </Caution>
      );
    case "fault":
      return <Caution title="Something went wrong on our side">Nothing was taken. Please try again.</Caution>;
  }
}

const GONE_WORDS: Record<Gone, { title: string; next: string }> = {
  saved: {
    title: "This saved card can no longer be used; nothing was charged",
    next: "Pay in another way that is offered here.",
  },
  form: {
    title: "Nothing was charged: the way to pay has changed",
    next: "It changed while this page was open. Please pay as it says here now.",
  },
};

function Caution({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box tone="bg-caution-surface text-caution" icon={<AlertIcon className="mt-0.5 size-4 shrink-0" />}>
      <p className="font-medium">{title}</p>
      <p className="mt-1">{children}</p>
    </Box>
  );
}

function Box({ tone, icon, children }: { tone: string; icon: ReactNode; children: ReactNode }) {
  return (
    <div className={`flex gap-3 rounded-md p-4 ${tone}`}>
      {icon}
      <div className="text-pretty">{children}</div>
    </div>
  );
}
