import { expect, it } from "vitest";
import type { ActionResult } from "@/components/forms/action-result";
import { staysTheSamePage } from "./revalidated";

const refused = (code: string): ActionResult<null> => ({
  ok: false,
  requestId: "",
  problem: { code, message: "", issues: [] },
});

it.each(["unauthenticated", "other_person"])(
  "a form is not replaced by another page when the session has ended or is another person's (%s)",
  (code) => expect(staysTheSamePage(refused(code))).toBe(false),
);

it.each([{ ok: true as const, value: null }, refused("conflict")])(
  "a page is made anew with any other answer, for what is shown may have changed",
  (result) => expect(staysTheSamePage(result)).toBe(true),
);
