import { vi } from "vitest";
import * as providers from "../all-providers";
import type { Provider } from "../provider";

const own: Provider[] = [];

/** From now on these are providers as well, until `forgetProviders`. */
export function knowProviders(...made: readonly Provider[]): void {
  if (own.length === 0) {
    const real = providers.providerNamed;
    vi.spyOn(providers, "providerNamed").mockImplementation(
      (asked) => own.find(({ name }) => name === asked) ?? real(asked),
    );
  }
  own.push(...made);
}

export function forgetProviders(...made: readonly Provider[]): void {
  for (const each of made) own.splice(own.indexOf(each), 1);
  if (own.length === 0) vi.mocked(providers.providerNamed).mockRestore();
}
