import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zip } from './zip.mjs'

/**
 * The archive of a static local app: dist/ with index.html at its root.
 *
 * @param {string} dist the folder of the build
 * @returns {Buffer}
 */
export function staticApp(dist) {
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(dist.length).replace(/^\/+/, ''))
    .sort()
  return zip(new Map(paths.map(path => [path, readFileSync(join(dist, path))])))
}
