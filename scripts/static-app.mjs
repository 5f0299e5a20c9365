import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/** The same files make the same archive. */
const mtime = new Date(1980, 0, 1)

/** Of use to nobody but a server of one's own. */
const isForServers = path => /\.(?:gz|br)$/.test(path) || path === 'files.txt'

/**
 * The archive of a static local app: dist/ with index.html at its root.
 *
 * @param {string} dist the folder of the build
 * @returns {Uint8Array}
 */
export function staticApp(dist) {
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(dist.length).replace(/^\/+/, ''))
    .filter(path => !isForServers(path))
    .sort()
  return zipSync(Object.fromEntries(paths.map(path => [path, readFileSync(join(dist, path))])), { level: 9, mtime })
}
