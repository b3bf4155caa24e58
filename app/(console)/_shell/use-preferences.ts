"use client";

import { useSyncExternalStore } from "react";
import {
  DENSITY_COOKIE,
  type Density,
  parseDensity,
  parseTheme,
  THEME_COOKIE,
  type Theme,
} from "@/components/shell/preferences";
import { keepChoice } from "./cookie";

const listeners = new Set<() => void>();

/** The choices that stand on the document element: whoever changes them, everyone who shows them follows. */
export function usePreferences() {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => "system" as const);
  const density = useSyncExternalStore(subscribe, currentDensity, () => "comfortable" as const);
  return { theme, density, chooseTheme, chooseDensity };
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  keepChoice(THEME_COOKIE, theme);
  for (const listener of listeners) listener();
}

export function chooseDensity(density: Density): void {
  document.documentElement.dataset.density = density;
  keepChoice(DENSITY_COOKIE, density);
  for (const listener of listeners) listener();
}

const currentTheme = () => parseTheme(document.documentElement.dataset.theme);
const currentDensity = () => parseDensity(document.documentElement.dataset.density);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
