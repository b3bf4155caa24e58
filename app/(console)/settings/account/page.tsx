import type { Metadata } from "next";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { accountQuery } from "./account-query";
import { ShownAccount } from "./shown-account";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  return <ShownAccount params="" shown={await loadQuery(accountQuery, new URLSearchParams())} />;
}
