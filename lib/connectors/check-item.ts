import type { CheckItem } from "./provider";

/** One item of an account's check: something that is asked and changes nothing. `isRefusal` tells a no from no answer. */
export async function checkItem(
  provider: string,
  what: string,
  ask: () => Promise<unknown>,
  isRefusal: (err: unknown) => boolean,
): Promise<CheckItem> {
  try {
    await ask();
    return { what, state: "passed", detail: "The key may read it." };
  } catch (err) {
    if (!isRefusal(err))
      return { what, state: "not_known", detail: `${provider} did not answer. Try again in a moment.` };
    const detail = `${provider} refuses the key. See that it is whole, and that it has this permission in ${provider}.`;
    return { what, state: "failed", detail };
  }
}
