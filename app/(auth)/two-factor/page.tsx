import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentOperator } from "@/app/operator";
import { safePath } from "@/app/requested-path";
import { AuthCard } from "../auth-card";
import { TwoFactorForm } from "./two-factor-form";

export const metadata: Metadata = { title: "Two-factor" };

export default async function TwoFactorPage({ searchParams }: PageProps<"/two-factor">) {
  const { next: asked } = await searchParams;
  const next = safePath(typeof asked === "string" ? asked : null);
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
