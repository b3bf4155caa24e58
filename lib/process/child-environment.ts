// Where programs are and where they may write, who runs them, and how they write times and letters. No settings of ours.
const NAMES = [
  ...["PATH", "HOME", "USER", "LOGNAME", "TMPDIR"],
  ...["LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM"],
];

/**
 * The variables a child process is started with: a short list of ours, and those named here. Never the whole
 * environment, which holds keys and passwords that anybody may read who can look at the child.
 */
export function childEnvironment(more: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const given = Object.entries({ ...passedOn(...NAMES), ...more }).filter(([, value]) => value !== undefined);
  // The framework's types want NODE_ENV of every environment; a program of others needs none.
  return Object.fromEntries(given) as NodeJS.ProcessEnv;
}

/** Variables of our own environment to pass on, by name. */
export function passedOn(...names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}
