import http from 'node:http'
import https from 'node:https'

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Readonly<Record<string, string | undefined>>} headers by names in small letters
 * @property {Buffer} body as it came, packed or not
 */

/** Nobody who opens an app waits longer, in ms. */
const patience = 20_000

/**
 * Asks a server as it is: follows no redirect, unpacks nothing, goes on without a body that was not taken to its end.
 *
 * @param {string | URL} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: string, ca?: string }} [options] `ca` is an
 *   authority to trust besides those Node knows
 * @returns {Promise<Answer>}
 */
export function askSite(url, { method = 'GET', headers = {}, body, ca } = {}) {
  const { request } = new URL(url).protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const question = request(url, {
      method,
      timeout: patience,
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(Buffer.byteLength(body)) }) },
      ...(ca !== undefined && { ca }),
    }, (answer) => {
      const parts = []
      answer.on('data', part => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => resolve({
        status: answer.statusCode ?? 0,
        headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')])),
        body: Buffer.concat(parts),
      }))
    })
    question.on('timeout', () => question.destroy(Object.assign(new Error('no answer within 20 s'), { code: 'ETIMEDOUT' })))
    question.on('error', reject)
    question.end(body)
  })
}
