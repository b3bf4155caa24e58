/** What a reader may choose for themselves, kept in cookies so that the server renders it and nothing flashes. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

export const THEME_COOKIE = "counterfoil_theme";
export const DENSITY_COOKIE = "counterfoil_density";
export const ZONE_COOKIE = "counterfoil_zone";

export function parseTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? "system";
}

export function parseDensity(text: string | undefined): Density {
  return DENSITIES.find((density) => density === text) ?? "comfortable";
}
