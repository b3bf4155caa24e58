import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { currentOperator } from "@/app/operator";
import { listFailedSignIns } from "@/lib/auth/account/failed-sign-ins";
import { listSessions } from "@/lib/auth/account/sessions";
import { FAILED_SIGN_INS_KEPT_DAYS } from "@/lib/auth/failed-sign-ins";
import { PASSWORD_RULE } from "@/lib/auth/password";
import { Refused } from "@/lib/verb/problem";

/** One's own account: where one is signed in, and who tried to be. */
export const accountQuery = {
  permission: null,
  read: async ({ ctx }) => {
    const operator = await currentOperator();
    if (!operator) throw new Refused({ code: "unauthenticated" });
    const { email, role, label, twoFactorEnabled, sessionId } = operator;
    const [sessions, failed] = await Promise.all([listSessions({ ctx }), listFailedSignIns({ ctx })]);
    return {
      ...{ email, role, name: label, twoFactorEnabled, sessionId, sessions, failed },
      failedDays: FAILED_SIGN_INS_KEPT_DAYS,
      passwordRule: PASSWORD_RULE,
    };
  },
} satisfies ConsoleQuery<unknown>;
