import { PageTabs } from "@/components/ui/page-tabs";

const TABS = [
  ["/requests", "Requests"],
  ["/requests/idempotency", "Idempotency keys"],
] as const;

/** What was asked, and what was asked twice. */
export function RequestTabs({ current }: { current: (typeof TABS)[number][0] }) {
  return <PageTabs label="Request log" tabs={TABS} current={current} />;
}
