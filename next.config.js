// Built once, shipped as one folder (`.next/standalone`), configured at start: nothing here reads the site's configuration.
//
// Server actions: every build makes a key of its own for what actions close over. Nothing secret is closed over (actions take
// ids and read the rest again), so no key is needed at build time; several instances run the same build. After an upgrade an open
// page's action is unknown to the new build: the page says so and is loaded again, which is safe because all truth is in the database.

const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'X-DNS-Prefetch-Control', value: 'off' },
]

// The address of a one-time link is the link: it is told to nobody, kept nowhere and found by no search. `strict-origin` sends the site's name at
// most; under `no-referrer` browsers post forms with `Origin: null`, which no door takes, so that nothing would work without script.
const linkHeaders = [
  { key: 'Referrer-Policy', value: 'strict-origin' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow, noarchive' },
  { key: 'Cache-Control', value: 'no-store' },
]

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  images: { unoptimized: true },
  reactStrictMode: true,
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  // Read or run at run time, never imported, so the tracer cannot see them.
  outputFileTracingIncludes: { '/**': ['./db/migrations/**/*', './lib/**/*.sh'] },
  outputFileTracingExcludes: {
    '/**': ['./node_modules/@img/**', './node_modules/sharp/**', './.toolchain/**', './data/**', './build/**', './docs/**', './e2e/**', './scripts/**', './test-results/**', './**/*.test.*'],
  },
  serverExternalPackages: ['better-sqlite3', 'pg', 'pino'],
  // Types are checked once, by `npm run check`, tests included; again here would only delay the first start of the demo.
  // The config of its own says "extends", which keeps Next from rewriting ours for every output folder.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.build.json' },
  // TypeScript 7 has no JavaScript interface that Next could call.
  // What is pasted is measured by our own schemas, which say so beside the field; the framework's 1 MB would answer with an error page before.
  experimental: { useTypeScriptCli: true, serverActions: { bodySizeLimit: '4mb' } },
  headers: async () => [{ source: '/:path*', headers }, { source: '/h/:path*', headers: linkHeaders }],
}
