import { createServer, type IncomingMessage, type Server } from 'node:http'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { stringify as wholeStringify } from 'qs-esm'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import slimAxios from '../../../build/sdk/axios.ts'
import { stringify } from '../../../build/sdk/qs-esm.ts'
import { slimSdk } from '../../../build/slim-sdk.ts'
import { runs } from '../runs.ts'
import * as whole from './sdk-client.ts'

type Client = typeof whole

/** What a server got, and what it answers. */
interface Answer {
  readonly status: number
  readonly body: string
}

let folder: string
let server: Server
let origin: string
let slim: Client
let answers: Answer[]
let requests: { url: string, type: string | undefined, accept: string | undefined, body: unknown }[]

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const part of request) body += String(part)
  return body
}

async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [slimSdk()],
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'sdk' } },
  })
  const [output] = Array.isArray(built) ? built : []
  return output?.output[0].code ?? ''
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unread-sdk-'))
  const file = join(folder, 'sdk.mjs')
  await writeFile(file, await bundle(fileURLToPath(new URL('./sdk-client.ts', import.meta.url))))
  slim = await import(pathToFileURL(file).href) as Client
  server = createServer((request, response) => void bodyOf(request).then((body) => {
    const url = (request.url ?? '').replace(/bx24_request_id=[^&]+/, '')
    requests.push({ url, type: request.headers['content-type'], accept: request.headers.accept, body: JSON.parse(body) as unknown })
    const { status, body: text } = answers.shift() ?? { status: 200, body: '' }
    if (status === 0) request.socket.destroy()
    else response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  }))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  answers = []
  requests = []
})

/** What comes of a batch, and what the server was asked for it. */
async function outcomeBy(client: Client, given: readonly Answer[], params: Record<string, unknown> = {}) {
  const { b24, http } = client.clientOf(origin)
  // In Node.js the whole axios would not do as a browser does.
  if (client === whole) http.ajaxClient.defaults.adapter = 'fetch'
  answers = [...given]
  requests = []
  const outcome = await client.askBatch(b24, { one: { method: 'im.counters.get', params }, two: { method: 'profile' } })
  return { outcome, requests }
}

async function expectSame(given: readonly Answer[], params?: Record<string, unknown>) {
  const expected = await outcomeBy(whole, given, params)
  const actual = await outcomeBy(slim, given, params)
  expect(actual).toEqual(expected)
  return actual
}

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) })
const batch = (parts: object) => json({ result: { result: [], result_error: [], result_total: [], result_next: [], result_time: [], ...parts }, time: { operating: 0.1 } })

describe('the SDK of a build does as the whole one', () => {
  it.each<[string, Answer[]]>([
    ['answers', [batch({ result: { one: { TYPE: { ALL: 3 } }, two: { ID: '1' } }, result_time: { one: { operating: 1, operating_reset_at: 20, finish: 10 } } })]],
    ['a command that is refused', [batch({ result: { two: { ID: '1' } }, result_error: { one: { error: 'ACCESS_DENIED', error_description: 'No' } } })]],
    ['a command with the code "0"', [batch({ result: { two: { ID: '1' } }, result_error: { one: { error: 0, error_description: 'No' } } })]],
    ['no command at all', [batch({})]],
    ['a limit', [json({ error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many' }, 503)]],
    ['a code that the SDK returns instead of throwing', [json({ error: 'ERROR_ENTITY_NOT_FOUND' }, 400)]],
    ['a page of a proxy', [{ status: 502, body: '<html>Bad gateway</html>' }]],
    ['a page instead of an answer', [{ status: 200, body: '<html>Log in</html>' }]],
    ['nothing', [{ status: 200, body: '' }]],
    ['null', [{ status: 200, body: 'null' }]],
    ['a status without a body', [{ status: 403, body: '' }]],
    ['a redirection that leads nowhere', [{ status: 304, body: '' }]],
    ['a connection that breaks', [{ status: 0, body: '' }]],
    ['a token that has expired, once', [json({ error: 'expired_token' }, 401), batch({ result: { one: [], two: [] } })]],
    ['a token that is never good', [json({ error: 'expired_token' }, 401), json({ error: 'invalid_token' }, 401)]],
  ])('with %s', async (_name, given) => {
    const { requests: sent } = await expectSame(given)
    expect(sent[0]).toMatchObject({ type: 'application/json', body: { auth: 'token', halt: 0, cmd: { two: 'profile?' } } })
  })

  it('with any answer, and any params', async () => {
    const status = fc.constantFrom(200, 201, 400, 401, 403, 404, 429, 500, 502, 503)
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.record({ error: fc.oneof(fc.string(), fc.record({ code: fc.string(), message: fc.string() })), error_description: fc.string() }, { requiredKeys: ['error'] }).map(value => JSON.stringify(value)),
    )
    const params = fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue())
    await fc.assert(fc.asyncProperty(fc.record({ status, body }), params, async (answer, given) => {
      await expectSame([answer, answer, answer], given)
    }), { numRuns: runs(250) })
  })
})

describe('params of a command', () => {
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined), fc.date({ noInvalidDate: true }))
  const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
    tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree')), fc.dictionary(fc.string({ unit: 'binary' }), tie('tree'))),
  }))

  it('are written as by the whole qs', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'binary' }), tree), (params) => {
      expect(stringify(params)).toBe(wholeStringify(params))
    }), { numRuns: runs(500) })
  })

  it('may hold half a character', () => {
    expect(stringify({ FIND: 'a\uD83D' })).toBe('FIND=a%EF%BF%BD')
  })
})

it('a request ends when its time is up', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  const client = slimAxios.create({ timeout: 10, timeoutErrorMessage: 'Request timeout exceeded', headers: {} })
  const asked = client.post(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, {})
  await expect(asked).rejects.toMatchObject({ code: 'ECONNABORTED', message: 'Request timeout exceeded' })
  silent.closeAllConnections()
  silent.close()
})

it('says what is missing when a part is used that was left out', () => {
  const { b24 } = slim.clientOf(origin)
  expect(() => b24.actions.v3.call).toThrow('ActionsManagerV3 of the SDK is not part of this build')
  expect(() => b24.tools.ping).toThrow('ToolsManager of the SDK is not part of this build')
})

describe('a build fails', () => {
  const sdk = fileURLToPath(new URL('../../../node_modules/@bitrix24/b24jssdk/dist/esm', import.meta.url))

  /** Builds with an SDK in which one file is different. */
  async function buildWith(file: string, change: (code: string) => string): Promise<string> {
    const copy = join(folder, 'changed/b24jssdk/dist/esm')
    await cp(sdk, copy, { recursive: true })
    await writeFile(join(copy, file), change(await readFile(join(copy, file), 'utf8')))
    return bundle(join(copy, 'index.mjs'))
  }

  it('where the SDK is not used at all', async () => {
    const entry = join(folder, 'without.mjs')
    await writeFile(entry, 'export const nothing = 0')
    await expect(bundle(entry)).rejects.toThrow('The SDK no longer has or uses core/http/v3.mjs')
  })

  it.each<[string, string, (code: string) => string, string]>([
    ['exports something else from a file that is left out', 'frame/dialog.mjs', code => code.replace('export { DialogManager', 'export { DialogManager as Dialogs, DialogManager'), 'frame/dialog.mjs of the SDK exports'],
    ['uses axios in another way', 'core/http/abstract-http.mjs', code => code.replace('_clientAxios.post(', '_clientAxios.request('), 'The SDK uses axios differently (request)'],
    ['waits otherwise', 'core/http/abstract-http.mjs', code => code.replace('timeout: 3e4', 'timeout: 6e4'), 'The SDK uses axios differently'],
    ['shows what it redacts to others than its log', 'core/http/abstract-http.mjs', code => code.replace('return redactSensitiveParams(params);', 'return this.redacted = redactSensitiveParams(params.more);'), 'The SDK uses ./redact.mjs differently (params.more)'],
    ['uses luxon in another file', 'frame/auth.mjs', code => `import { DateTime } from 'luxon';\n${code}\nDateTime.now();`, 'frame/auth.mjs uses luxon'],
    ['writes params otherwise', 'core/interaction/batch/processing/v2/abstract-processing.mjs', code => code.replace('qs.stringify(command.query || {})', 'qs.stringify(command.query, { skipNulls: true })'), 'The SDK uses qs-esm differently'],
  ])('where the SDK %s', async (_how, file, change, message) => {
    await expect(buildWith(file, change)).rejects.toThrow(message)
  })
})
