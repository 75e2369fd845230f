/** What a page of ours may load and where it may stand, and which host names the demo answers to. Pure; used by proxy.ts. */

/**
 * The Content-Security-Policy of one response. `nonce`: fresh for each response; the framework puts it on its own scripts.
 * Scripts without it do not run, nothing is framed, nothing goes elsewhere. Style attributes are not allowed: components use classes.
 * `development` adds what hot reload needs and nothing else does.
 */
export function contentPolicy({ nonce, development }: { nonce: string; development: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')
}

/** 128 random bits, in base64. */
export const makeNonce = (): string => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))

/**
 * Whether a Host header names this very machine. The demo has ready accounts, so a page elsewhere must not reach it under a name of
 * its own that points here (DNS rebinding). Input as sent, with or without a port.
 */
export function isLoopbackHost(host: string | null): boolean {
  const name = host?.toLowerCase().replace(/:\d{1,5}$/, '')
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name ?? '')
}
