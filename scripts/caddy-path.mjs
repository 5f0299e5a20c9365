import { findProgram } from './find-program.mjs'

/** @returns {string | undefined} the Caddy of this machine */
export function caddyPath() {
  return findProgram(process.env.CADDY_PATH, 'caddy', '/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy')
}
