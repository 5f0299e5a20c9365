import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { EVERY_REQUEST, type Faults } from '../faults.ts'
import { readJson, sendJson } from '../http/json.ts'
import type { Portal } from '../state/portal.ts'
import type { Tokens } from '../tokens.ts'
import { authorize, parseRestPath, type RestPath } from './authorize.ts'
import { batchCommands, runBatch } from './batch.ts'
import { RestError } from './errors.ts'
import { Executor } from './executor.ts'
import type { LeakyBucket } from './leaky-bucket.ts'
import type { OperatingTime } from './operating-time.ts'
import { flagParam, isRecord, type Params } from './params.ts'
import { parseQuery } from './query-string.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'

export interface RestParts {
  portal: Portal
  tokens: Tokens
  faults: Faults
  bucket: LeakyBucket
  operating: OperatingTime
  log: RequestLog
  webhookCode: string
}

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'origin, content-type, accept, x-requested-with',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Max-Age': '600',
}

interface Answer {
  status: number
  body: unknown
}

/** Answers `/rest/*`. */
export class RestServer {
  readonly #parts: RestParts
  readonly #executor: Executor

  constructor(parts: RestParts) {
    this.#parts = parts
    this.#executor = new Executor(parts.portal, parts.faults, parts.operating)
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, CORS).end()
      return
    }
    const { portal, faults, log } = this.#parts
    const path = parseRestPath(url.pathname)
    const params = { ...parseQuery(url.search.slice(1)), ...await readParams(request) }
    const entry: LoggedRequest = { at: portal.now(), method: path?.method ?? url.pathname, status: 0, userId: null }
    if (path?.method === 'batch') {
      entry.commands = batchCommands(params).map(command => command.method)
    }
    log.add(entry)

    if (faults.latency > 0) {
      await delay(faults.latency)
    }
    if (faults.takeDrop()) {
      request.socket.destroy()
      return
    }
    if (faults.hanging) {
      return
    }
    const foreign = faults.takeForeignAnswer()
    if (foreign) {
      entry.status = foreign.status
      response.writeHead(foreign.status, { ...CORS, 'Content-Type': foreign.type }).end(foreign.body)
      return
    }
    const { status, body } = this.#answer(path, params, request.socket.remoteAddress ?? '', entry)
    entry.status = status
    if (faults.takeLoss([entry.method, ...entry.commands ?? []])) {
      // Chromium itself repeats a POST whose connection was used before and is closed without a byte of an answer.
      response.writeHead(status, { ...CORS, 'Content-Type': 'application/json', 'Content-Length': 2 })
      response.write('{', () => request.socket.destroy())
      return
    }
    sendJson(response, status, body, CORS)
  }

  #answer(path: RestPath | undefined, params: Params, address: string, entry: LoggedRequest): Answer {
    try {
      return { status: 200, body: this.#call(path, params, address, entry) }
    } catch (error) {
      if (error instanceof RestError) {
        return { status: error.status, body: error.body }
      }
      throw error
    }
  }

  #call(path: RestPath | undefined, params: Params, address: string, entry: LoggedRequest): unknown {
    const { portal, faults, bucket } = this.#parts
    const startedAt = portal.now()
    const failure = faults.takeFailure(EVERY_REQUEST)
    if (failure) {
      throw failure
    }
    if (!bucket.admit(address)) {
      throw new RestError('QUERY_LIMIT_EXCEEDED')
    }
    if (!path) {
      throw new RestError('ERROR_METHOD_NOT_FOUND')
    }
    const auth = authorize(path, params, this.#parts)
    entry.userId = auth.userId
    if (path.method !== 'batch') {
      return this.#executor.run(path.method, params, auth)
    }
    const batchFailure = faults.takeFailure('batch')
    if (batchFailure) {
      throw batchFailure
    }
    const literal = faults.answerTo('batch', params)
    const result = literal
      ? literal.result
      : runBatch(batchCommands(params), flagParam(params, 'halt', false), this.#executor, auth)
    return { result, time: this.#executor.time('batch', startedAt) }
  }
}

async function readParams(request: IncomingMessage): Promise<Params> {
  const body = request.method === 'POST' ? await readJson(request) : {}
  return isRecord(body) ? body : {}
}
