import { findProgram } from './find-program.mjs'

/** @returns {string | undefined} the nginx of this machine */
export function nginxPath() {
  return findProgram(process.env.NGINX_PATH, 'nginx', '/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx')
}
