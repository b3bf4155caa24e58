import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentOperator } from "@/app/operator";
import { Notice } from "@/components/ui/notice";
import { hasOwner } from "@/lib/auth/owners";
import { insideAddress } from "@/lib/http/followed-address";
import { AuthCard } from "../auth-card";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next: asked } = await searchParams;
  const next = insideAddress(asked);
  if (await currentOperator()) redirect(next);
  if (!(await hasOwner())) return <NotSetUp />;
  return (
    <AuthCard title="Sign in" description="To see and work with payments.">
      <SignInForm next={next} />
    </AuthCard>
  );
}

function NotSetUp() {
  return (
    <AuthCard title="Nobody is here yet">
      <Notice title="Open the set-up address">
        It was printed where this Counterfoil was started, begins with <code>/setup/</code>, and makes the
        first owner’s account. Starting again prints another.
      </Notice>
    </AuthCard>
  );
}
