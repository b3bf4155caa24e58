import type { Metadata } from "next";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { PageHeader } from "@/components/ui/page-header";
import { clockQuery } from "./clock-query";
import { ShownClock } from "./shown-clock";

export const metadata: Metadata = { title: "Test clock" };

export default async function ClockPage() {
  const shown = await loadQuery(clockQuery, new URLSearchParams());
  return (
    <>
      <PageHeader
        title="Test clock"
        description="The time that payments, links and keys live in. Move it forward to see today what would happen later. It never goes back."
      />
      <ShownClock params="" shown={shown} />
    </>
  );
}
