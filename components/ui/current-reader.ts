import { cookies, headers } from "next/headers";
import { cache } from "react";
import {
  DENSITY_COOKIE,
  parseDensity,
  parseTheme,
  THEME_COOKIE,
  ZONE_COOKIE,
} from "@/components/shell/preferences";
import { type Reader, readLocale, readTimeZone } from "./reader";

/** How the person behind this request reads numbers and times, known on the server so that nothing changes on hydration. */
export const currentReader = cache(async (): Promise<Reader> => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return {
    locale: readLocale(sent.get("accept-language")),
    timeZone: readTimeZone(jar.get(ZONE_COOKIE)?.value),
  };
});

export const readPreferences = cache(async () => {
  const jar = await cookies();
  return {
    theme: parseTheme(jar.get(THEME_COOKIE)?.value),
    density: parseDensity(jar.get(DENSITY_COOKIE)?.value),
  };
});
