import { PageTabs } from "@/components/ui/page-tabs";

const TABS = [
  ["/policies", "Policies"],
  ["/policies/holders", "Policyholders"],
  ["/policies/product-modules", "Product modules"],
] as const;

/** The three lists that belong together. */
export function PoliciesTabs({ current }: { current: (typeof TABS)[number][0] }) {
  return <PageTabs label="Policies" tabs={TABS} current={current} />;
}
