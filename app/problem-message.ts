import { formatMoney } from "@/lib/money/format";
import { leastRole, type Permission, ROLES } from "@/lib/verb/permissions";
import { PASSWORD_TURN, type Problem } from "@/lib/verb/problem";

// A fault may come before the change was made, or after.
const UNKNOWN =
  "Something went wrong on our side, so we do not know whether this was done. Look at what it was about before you send it again.";

/** A refusal in the words of the person it stops. Null is a fault of ours. */
export function problemMessage(problem: Problem | null): string {
  if (!problem) return UNKNOWN;
  switch (problem.code) {
    case "unauthenticated":
      return "You were signed out, and nothing was done. Sign in, then send it again: what you typed is still here.";
    case "forbidden":
      return permissionMessage(problem.permission);
    case "partner_key":
      return "That is more than a partner's own key may do.";
    case "other_merchant":
      return "That belongs to another merchant.";
    case "other_customer":
      return "There is no such customer of this merchant. They may have been deleted.";
    case "not_found":
      return `There is no such ${problem.object}. It may have been removed.`;
    case "invalid":
      return "Some of this needs another look.";
    case "rate_limited":
      return `Too many attempts. Try again ${inTime(problem.retryAfterSeconds)}.`;
    case "unavailable":
      if (problem.waitedFor === PASSWORD_TURN) {
        return `Too many people sign in just now, and nothing was done. Try again ${inTime(problem.retryAfterSeconds)}.`;
      }
      return problem.nothingDone
        ? "The database could not do this just now, and nothing was changed. Try again in a moment."
        : "The database went away while this was being done, so we do not know whether it was. Look before you try again.";
    case "illegal_transition":
      return problem.reason;
    case "lost_race":
      return "Somebody else changed this at the same moment. Reload the page to see it as it is now.";
    case "amount_exceeds_remaining": {
      const most = formatMoney({ ...problem, amountMinor: problem.remainingMinor });
      return problem.of === "refunds"
        ? `That is more than was refunded and has not come back: ${most}.`
        : `That is more than what is left: ${most}.`;
    }
    case "conflict":
    case "malformed_body":
    case "invalid_id":
    case "capability_not_supported":
      return problem.message;
    case "body_too_large":
      return `That is too large: at most ${problem.bytesMax} bytes.`;
    case "body_encoded":
      return `Send it as it is, without a content coding such as ${problem.coding}.`;
    case "body_charset":
      return `Send it in UTF-8, not in ${problem.charset}.`;
    case "route_not_found":
    case "method_not_allowed":
      return "There is nothing at this address.";
  }
}

/** Names the permission that is missing and the roles that have it. */
export function permissionMessage(permission: Permission): string {
  const able = ROLES.slice(ROLES.indexOf(leastRole(permission)));
  const roles = new Intl.ListFormat("en", { type: "conjunction" }).format(able.map((role) => `${role}s`));
  return `Your role does not include the permission ${permission}. Only ${roles} have it.`;
}

/** "in 30 seconds", "in 8 minutes": rounded up, so that waiting that long is enough. */
export function inTime(seconds: number): string {
  const [count, unit] = seconds < 90 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
  return `in ${count} ${unit}${count === 1 ? "" : "s"}`;
}
