import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { INVITATION_REFUSALS } from "@/lib/auth/accept-invitation";
import { findInvitation } from "@/lib/auth/invitation";
import { PASSWORD_RULE } from "@/lib/auth/password";
import { currentTime } from "@/lib/clock/clock";
import { CHECKOUT_CURRENCIES } from "@/lib/money/checkout-currencies";
import { AuthCard } from "../../auth-card";
import { SAMPLE_DATA_EXISTS } from "../../sample-data";
import { JoinForm } from "./join-form";
import { SetUpForm } from "./set-up-form";

// The address is a secret: it must not travel to another site in a Referer.
export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default async function SetUpPage({ params }: PageProps<"/setup/[token]">) {
  const { token } = await params;
  const invitation = await findInvitation(token, await currentTime());
  if (invitation?.state !== "open") return <Spent why={invitation?.state ?? "unknown"} />;
  if (invitation.email === null) {
    return (
      <AuthCard
        title="Set up Counterfoil"
        description="Your account, and the first merchant that takes payments."
      >
        <SetUpForm
          token={token}
          passwordRule={PASSWORD_RULE}
          currencies={CHECKOUT_CURRENCIES}
          sample={SAMPLE_DATA_EXISTS}
        />
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="Join Counterfoil"
      description={`You were invited as ${/^[aeiou]/.test(invitation.role) ? "an" : "a"} ${invitation.role}.`}
    >
      <JoinForm token={token} email={invitation.email} passwordRule={PASSWORD_RULE} />
    </AuthCard>
  );
}

function Spent({ why }: { why: keyof typeof INVITATION_REFUSALS }) {
  return (
    <AuthCard title="This address cannot be used">
      <div className="grid gap-4">
        <Notice tone="caution" title={INVITATION_REFUSALS[why]} />
        <ButtonLink href="/sign-in" className="justify-self-start">
          Go to sign-in
        </ButtonLink>
      </div>
    </AuthCard>
  );
}
