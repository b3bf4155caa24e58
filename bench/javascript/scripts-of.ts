const NO_MODULE = /<script\b[^>]*\bnomodule\b[^>]*>/gi;
const SCRIPT = /(?:\/_next\/)?(static\/chunks\/[^"'\\\s<>?]+\.js)/g;

/**
 * The scripts a browser of today loads for a page, as paths: those of its tags and preloads, and those that the page's
 * own data names, which the framework loads as soon as it reads them. Those for browsers without modules are left out.
 */
export function scriptsOf(html: string): string[] {
  const found = html.replace(NO_MODULE, "").matchAll(SCRIPT);
  return [...new Set([...found].map(([, name]) => `/_next/${name}`))];
}
