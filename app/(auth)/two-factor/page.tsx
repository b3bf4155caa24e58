import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentOperator } from "@/app/operator";
import { insideAddress } from "@/lib/http/followed-address";
import { AuthCard } from "../auth-card";
import { TwoFactorForm } from "./two-factor-form";

export const metadata: Metadata = { title: "Two-factor" };

export default async function TwoFactorPage({ searchParams }: PageProps<"/two-factor">) {
  const { next: asked } = await searchParams;
  const next = insideAddress(asked);
  if (await currentOperator()) redirect(next);
  return (
    <AuthCard
      title="One more step"
      description="Enter the six digits your authenticator app shows, or a backup code."
    >
      <TwoFactorForm next={next} />
    </AuthCard>
  );
}
