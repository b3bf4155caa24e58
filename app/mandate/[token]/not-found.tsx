import type { Metadata } from "next";
import { UnknownLink } from "@/components/checkout/unknown-link";

export const metadata: Metadata = { title: { absolute: "Link not found" } };

export default function NotFound() {
  return <UnknownLink title="This link opens nothing" />;
}
