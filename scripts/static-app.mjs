import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zip } from './zip.mjs'

/**
 * Bitrix24 hosts a static app under headers of its own: the policy travels in the page. It knows no portal by name,
 * and cannot say who may embed it.
 */
const policy = [
  'default-src \'none\'', 'script-src \'self\'', 'style-src \'self\'', 'img-src \'self\' https: http:', 'connect-src https: http:',
  'base-uri \'none\'', 'form-action \'none\'', 'require-trusted-types-for \'script\'', 'trusted-types vue',
].join('; ')

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
  return zip(new Map(paths.map((path) => {
    const content = readFileSync(join(dist, path))
    return [path, path === 'index.html' ? withPolicy(content) : content]
  })))
}

function withPolicy(page) {
  const html = page.toString()
  const head = '<meta charset="utf-8">'
  if (!html.includes(head)) throw new Error('The page has no place for a policy.')
  return Buffer.from(html.replace(head, `${head}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`))
}
