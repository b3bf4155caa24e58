import { operatorCtx } from "@/app/operator";
import { IntentLink } from "@/components/ui/intent-link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { unseenFailedSignIns } from "@/lib/auth/account/failed-sign-ins";
import { DismissFailedSignIns } from "./dismiss-lazily";

/** Tells a person that somebody tried to sign in as them, until they say they have seen it. */
export async function FailedSignIns() {
  const failed = await unseenFailedSignIns({ ctx: await operatorCtx() });
  if (!failed) return null;
  const { attempts, networks, since, passwordKnown } = failed;
  return (
    <Notice
      tone="caution"
      className="mb-4"
      title={`${counted(attempts, "wrong attempt")} to sign in as you, from ${counted(networks, "address", "addresses")}, since you last looked`}
    >
      <p>
        The first was <Time at={since} />.{" "}
        {passwordKnown
          ? "Somebody had your password right and your second factor wrong. If that was not you, change your password now."
          : "None of them had your password."}
      </p>
      <p className="mt-1.5 flex flex-wrap items-center gap-3">
        <IntentLink href="/settings/account#failed-sign-ins" className="underline underline-offset-2">
          Where they came from
        </IntentLink>
        <DismissFailedSignIns />
      </p>
    </Notice>
  );
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
