import type { Metadata } from "next";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { ShownTeam } from "./shown-team";
import { teamQuery } from "./team-query";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  return <ShownTeam params="" shown={await loadQuery(teamQuery, new URLSearchParams())} />;
}
