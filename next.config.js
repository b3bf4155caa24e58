import { HEADER_RULES } from "./lib/server/security-headers.js";

/** @type {import('next').NextConfig} */
export default {
  // The production server keeps one build per state of the sources: see lib/server/build.ts.
  distDir: process.env.COUNTERFOIL_BUILD_DIR ?? ".next",
  poweredByHeader: false,
  // A door answers the same whoever mounts it, so the framework must not redirect its addresses.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    "pg",
    "graphile-worker",
    "pino",
    "@prisma/client",
    "@prisma/adapter-pg",
    "prom-client",
  ],
  // `npm run check` looks at the types; a start should not wait for it again. The file of its own is there because the
  // framework rewrites one that extends nothing.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  agentRules: false,
  // No page has an image to be made smaller, and whoever asked for one could have any address of ours read and logged.
  images: { unoptimized: true },
  // In development the framework writes a line per request: not where the address is all somebody needs.
  // And one per action with what it was given: not where that is a password or a provider's key.
  logging: { incomingRequests: { ignore: [/^\/(pay|setup)\//] }, serverFunctions: false },
  experimental: {
    // Each build has a directory of its own, so what one leaves for the next would never be read.
    turbopackFileSystemCacheForBuild: false,
    // How long a page that was asked for ahead may wait to be followed, in seconds; what it shows then follows its stream.
    staleTimes: { static: 30 },
  },
  // Where the framework is the whole server. The production server's listener sends these and a script policy.
  headers: async () =>
    HEADER_RULES.map(({ source, headers }) => ({
      source,
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    })),
};
